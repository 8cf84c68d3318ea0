import { Button } from '../../parts/button';
import { Empty } from '../../parts/card';
import { Dialog } from '../../parts/dialog';
import { useFilters } from '../../parts/filters';
import { Heading } from '../../parts/heading';
import { Icon } from '../../parts/icon';
import { type Column, ListTable } from '../../parts/list-table';
import { TimeOnTwoLines } from '../../parts/time';
import { useDialog } from '../../parts/use-dialog';
import { hrefOf } from '../../router';
import { text } from '../../texts/text';
import { EVENT_FILTERS, EventFilterBar, type EventFilters, eventQuery } from './event-filters';
import { objectName, objectTypeInWords, principalInWords, typeInWords } from './event-words';
import { ExportEvents } from './export-events';
import { LoginChart } from './login-chart';
import type { Event } from './types';
import { useEvents, What } from './what';

/** `#/events`: the audit log of the account. */
export function Events() {
  const own = text.events;
  const filters = useFilters(EVENT_FILTERS);
  const query = eventQuery(filters);
  const list = useEvents(query);
  const { open, dialog } = useDialog();
  const { person, object } = filters.values;
  const items = list.data?.items ?? [];
  const names = {
    person: items.find(({ principal }) => principal.id === person)?.principal.name ?? person,
    object: items.map(objectName).find((name) => name !== undefined) ?? object,
  };
  return (
    <>
      <Heading
        title={text.frame.screens.events}
        why={own.why}
        actions={
          <Button onClick={() => open((close) => <ExportEvents query={query} onClose={close} />)}>
            <Icon name="download" />
            {own.export}
          </Button>
        }
      />
      <LoginChart />
      <EventFilterBar {...{ filters, open, names }} />
      <ListTable
        label={text.frame.screens.events}
        list={list}
        columns={columns(filters)}
        actions={(event) => (
          <Button
            look="quiet"
            onClick={() => open((close) => <Details event={event} onClose={close} />)}
          >
            {own.details}
          </Button>
        )}
        empty={<Empty text={own.empty} />}
      />
      {dialog}
    </>
  );
}

function columns({ values }: EventFilters): readonly Column<Event>[] {
  const own = text.events;
  const filtered = (changes: Readonly<Record<string, string | null>>) =>
    hrefOf('events', { ...values, ...changes });
  return [
    [own.when, ({ at }) => <TimeOnTwoLines value={at} />],
    [
      own.who,
      (event) => (
        <>
          {event.principal.id === null ? (
            <span class="muted">{principalInWords(event)}</span>
          ) : (
            <a href={filtered({ person: event.principal.id })}>
              <Name text={principalInWords(event)} />
            </a>
          )}
          <Source event={event} />
        </>
      ),
    ],
    [own.what, (event) => <What event={event} />],
    [
      own.object,
      (event) => {
        const { id } = event.object;
        const name = objectName(event) ?? id;
        return (
          <>
            <span class="muted small">{objectTypeInWords(event)}</span>
            <br />
            {id === null ? (
              <Name text={name ?? ''} />
            ) : (
              <a href={filtered({ object: id })}>
                <Name text={name ?? ''} />
              </a>
            )}
          </>
        );
      },
    ],
  ];
}

/** A name. A long email address breaks behind its @. */
function Name({ text: name }: { readonly text: string }) {
  const end = name.indexOf('@') + 1;
  return (
    <>
      {name.slice(0, end)}
      <wbr />
      {name.slice(end)}
    </>
  );
}

function Source({ event: { source } }: { readonly event: Event }) {
  const words: Readonly<Record<string, string>> = text.events.sources;
  if (!Object.hasOwn(words, source)) return null;
  return (
    <>
      <br />
      <span class="muted small">{words[source]}</span>
    </>
  );
}

function Details({ event, onClose }: { readonly event: Event; readonly onClose: () => void }) {
  return (
    <Dialog
      title={typeInWords(event)}
      why={text.common.requestId(event.requestId)}
      onClose={onClose}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys */}
      <pre tabIndex={0}>{JSON.stringify(event, null, 2)}</pre>
      <div class="actions">
        <Button onClick={onClose}>{text.frame.close}</Button>
      </div>
    </Dialog>
  );
}
