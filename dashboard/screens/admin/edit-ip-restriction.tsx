import { useRef } from 'preact/hooks';
import { type Answer, ask, type Failure, type FailureCode } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { ConfirmDialog, Dialog } from '../../parts/dialog';
import { errorText } from '../../parts/failure-text';
import { Choice } from '../../parts/field';
import { type Fields, Form } from '../../parts/form';
import { TextArea } from '../../parts/text-area';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import { useSignal } from '../../signal';
import { addresses as english } from '../../texts/en/addresses';
import { text } from '../../texts/text';
import type { IpRestriction, IpRestrictions, RestrictionType } from './types';

/** The properties of {@link EditIpRestriction}. */
export interface EditIpRestrictionProps {
  readonly type: RestrictionType;
  readonly data: IpRestrictions;
  readonly onClose: () => void;
  readonly onDone: (after: IpRestrictions) => void;
}

/** The dialog for the blocks and the mode of a restriction. It asks before someone may be refused. */
export function EditIpRestriction({ type, data, onClose, onDone }: EditIpRestrictionProps) {
  const own = text.addresses;
  const { open, dialog } = useDialog();
  const texts = useSignal<Partial<Record<FailureCode, string>>>({});
  const isEnforced = data[type]?.enforced === true;
  return (
    <>
      <Dialog title={own.titles[type]} why={own.editWhys[type]} onClose={onClose}>
        <Form<IpRestrictions>
          submit={(fields) => save(fields, { type, data, open })}
          onFailure={(failure) => {
            texts.value = textsOf(failure);
          }}
          texts={texts.value}
          codes={CODES}
          onDone={(after) => {
            onClose();
            onDone(after);
            say(text.common.saved);
          }}
        >
          <Blocks {...{ type, data }} />
          <fieldset>
            <legend>{own.mode}</legend>
            <Choice
              type="radio"
              name="mode"
              value="watch"
              defaultChecked={!isEnforced}
              label={own.watch}
              hint={own.watchHint}
            />
            <Choice
              type="radio"
              name="mode"
              value="enforce"
              defaultChecked={isEnforced}
              label={own.enforce}
              hint={own.enforceHints[type]}
            />
          </fieldset>
          <div class="actions">
            <Button onClick={onClose}>{text.common.cancel}</Button>
            <SubmitButton>{text.common.save}</SubmitButton>
          </div>
        </Form>
      </Dialog>
      {dialog}
    </>
  );
}

const CODES = {
  CIDR_INVALID: 'blocks',
  CIDR_BITS_MISSING: 'blocks',
  CIDR_NOT_LOWEST: 'blocks',
  CIDR_EXISTS: 'blocks',
  ADDRESS_LOCKS_OUT: 'blocks',
};

// The service names each wrong block, and the one that was probably meant.
function textsOf({ code, problems }: Failure): Partial<Record<FailureCode, string>> {
  const own = text.addresses;
  if (code === 'INPUT_INVALID') return { INPUT_INVALID: own.tooLong };
  const first = code.startsWith('CIDR_') ? own.wrong : errorText(code);
  return code in CODES ? { [code]: [first, ...problems.map(translated)].join('\n') } : {};
}

// The sentences of the service are in English.
function translated(problem: string): string {
  const words: Readonly<Record<string, string>> = text.addresses.problems;
  return Object.entries(english.problems).reduce(
    (sentence, [key, phrase]) => sentence.replace(phrase, words[key] ?? phrase),
    problem,
  );
}

function Blocks({ type, data }: Pick<EditIpRestrictionProps, 'type' | 'data'>) {
  const own = text.addresses;
  const group = useRef<HTMLDivElement>(null);
  const { address } = data;
  const add = (block: string) => {
    const area = group.current?.querySelector('textarea');
    if (!area) return;
    const lines = area.value.split('\n').filter((line) => line.trim() !== '');
    const isThere = lines.some((line) => line.trim().startsWith(block));
    area.value = (isThere ? lines : [...lines, block]).join('\n');
    area.focus();
  };
  return (
    <div class="group" ref={group}>
      <TextArea
        name="blocks"
        label={own.blocksLabel}
        hint={own.blocksHint}
        rows={5}
        value={(data[type]?.blocks ?? [])
          .map(({ cidr, description }) => `${cidr} ${description}`.trim())
          .join('\n')}
      />
      {address !== null && (
        <div class="actions start">
          <Button onClick={() => add(`${address}/${address.includes(':') ? 128 : 32}`)}>
            {own.addYours(address)}
          </Button>
        </div>
      )}
    </div>
  );
}

interface Saving {
  readonly type: RestrictionType;
  readonly data: IpRestrictions;
  readonly open: (render: RenderDialog) => void;
}

async function save(
  fields: Fields,
  { type, data, open }: Saving,
): Promise<Answer<IpRestrictions> | null> {
  const blocks = blocksOf(fields.text('blocks'));
  const enforced = fields.text('mode') === 'enforce';
  const question = questionOf(type, data[type], { enforced, count: blocks.length });
  if (question !== null && !(await confirm(open, question))) return null;
  const send = (everywhere: boolean) =>
    ask((client) =>
      client.POST('/admin/set-ip-restriction', { body: { type, enforced, blocks, everywhere } }),
    );
  const answer = await send(false);
  if (!('failure' in answer) || answer.failure.code !== 'CIDR_EVERYWHERE') return answer;
  const everywhere = text.addresses.everywhereQuestion;
  return (await confirm(open, everywhere)) ? send(true) : null;
}

function blocksOf(lines: string): IpRestriction['blocks'] {
  return lines.split('\n').flatMap((line) => {
    const [, cidr = '', description = ''] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? [];
    return cidr === '' ? [] : [{ cidr, description }];
  });
}

interface Question {
  readonly title: string;
  readonly why: string;
  readonly action: string;
}

interface Wanted {
  readonly enforced: boolean;
  readonly count: number;
}

// What ends: the access of those who are outside, or the restriction.
function questionOf(
  type: RestrictionType,
  before: IpRestriction | null,
  { enforced, count }: Wanted,
): Question | null {
  const own = text.addresses;
  if (count === 0) return before === null ? null : own.endQuestion;
  if (!enforced) return null;
  const { members = 0, credentials = 0 } = before?.outside ?? {};
  const isKnown = before?.enforced === false && members + credentials > 0;
  const sentences = [
    own.enforceWhys[type],
    ...(isKnown ? [`${own.lastDays}: ${own.wereOutside(members, credentials, false)}`] : []),
  ];
  return { title: own.enforceTitle, why: sentences.join(' '), action: own.enforce };
}

function confirm(open: Saving['open'], question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    open((close) => (
      <ConfirmDialog<null>
        {...question}
        run={async () => {
          resolve(true);
          return { data: null };
        }}
        onDone={() => undefined}
        onClose={() => {
          close();
          resolve(false);
        }}
      />
    ));
  });
}
