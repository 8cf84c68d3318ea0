import { useEffect, useRef } from 'preact/hooks';
import { type Answer, ask, type Failure } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Choice } from '../../parts/field';
import { Form } from '../../parts/form';
import { saveFile } from '../../parts/save-file';
import { say } from '../../parts/toast';
import { type Signal, useSignal } from '../../signal';
import { language, text } from '../../texts/text';
import { CSV_HEADER, csvLine } from './event-csv';
import type { Event } from './types';

/** The properties of {@link ExportEvents}. */
export interface ExportEventsProps {
  /** The filters, as the service understands them. */
  readonly query: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

/** A browser keeps about 400 bytes an event on its disk until the file is complete. */
const MOST = 1_000_000;

type Format = 'jsonl' | 'csv';

/** What has been read so far. The browser may keep each part outside the memory of the page. */
interface Progress {
  readonly format: Format;
  readonly parts: readonly Blob[];
  readonly count: number;
  /** The last event that was read; null at the end of the log. */
  readonly before: string | null | undefined;
}

const START = { parts: [], count: 0, before: undefined };

/** Saves all events that the filters select in a file, part by part. A failure ends nothing: the next try goes on. */
export function ExportEvents({ query, onClose }: ExportEventsProps) {
  const own = text.exporting;
  const progress = useSignal<Progress | null>(null);
  const isClosed = useRef(false);
  useEffect(
    () => () => {
      isClosed.current = true;
    },
    [],
  );
  return (
    <Dialog
      title={own.title}
      why={own.why(number(MOST))}
      onClose={onClose}
      isSticky={progress.value !== null}
    >
      <Form<Progress>
        submit={(fields) =>
          readAll({ query, format: fields.text('format') as Format, progress, isClosed })
        }
        onDone={({ format, parts, count, before }) => {
          saveFile(`events.${format}`, new Blob([...parts], { type: TYPES[format] }));
          say(before === null ? own.done(number(count)) : own.cut(number(count)));
          onClose();
        }}
      >
        <Choice type="radio" name="format" value="csv" label={own.csv} defaultChecked />
        <Choice type="radio" name="format" value="jsonl" label={own.json} hint={own.jsonHint} />
        <p role="status">{progress.value !== null && own.read(number(progress.value.count))}</p>
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton pending={own.pending}>{own.submit}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

const TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
};

interface Reading {
  readonly query: Readonly<Record<string, string>>;
  readonly format: Format;
  readonly progress: Signal<Progress | null>;
  readonly isClosed: { readonly current: boolean };
}

// Resolves to null if the user has closed the dialog.
async function readAll(reading: Reading): Promise<Answer<Progress> | null> {
  const { format, progress, isClosed } = reading;
  const before = progress.value;
  let now: Progress = before?.format === format ? before : { ...START, format };
  while (now.before !== null && now.count < MOST) {
    const next = await readNext(now, reading);
    if (isClosed.current) return null;
    if ('failure' in next) return next;
    now = next;
    progress.value = now;
  }
  return { data: now };
}

async function readNext(
  now: Progress,
  { query, format }: Reading,
): Promise<Progress | { readonly failure: Failure }> {
  const sent = { ...query, ...(now.before && { before: now.before }) };
  const answer = await ask(async (client) => {
    const { data, ...rest } = await client.GET('/admin/export-events', { params: { query: sent } });
    return { ...rest, data: [String(data), rest.response.headers.get('Next-Before')] as const };
  });
  if ('failure' in answer) return answer;
  const [lines, before] = answer.data;
  const events = lines.split('\n').filter((line) => line !== '');
  const content =
    format === 'jsonl' ? lines : events.map((line) => csvLine(JSON.parse(line) as Event)).join('');
  const first = format === 'csv' && now.parts.length === 0 ? [CSV_HEADER] : [];
  const parts = [...now.parts, new Blob([...first, content])];
  return { format, parts, count: now.count + events.length, before };
}

const number = (count: number) => count.toLocaleString(language);
