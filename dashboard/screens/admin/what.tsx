import { useList } from '../../resource';
import { eventTypes } from '../../texts/en/event-types';
import { addEnglish } from '../../texts/text';
import { reasonOf, typeInWords } from './event-words';
import { type Event, given } from './types';

addEnglish({ eventTypes });

/** Loads the events that a filter selects. */
export function useEvents(query: Readonly<Record<string, string>>, limit = 50) {
  return useList<Event>(
    (before) => async (client) => {
      const sent = given({ ...query, before, limit });
      const answer = await client.GET('/admin/list-events', { params: { query: sent } });
      // The schema of the details differs by type, so the document leaves them out.
      return answer as typeof answer & { readonly data?: { items: Event[]; next: string | null } };
    },
    [new URLSearchParams(query).toString()],
  );
}

/** What happened: the words, and the code for those who search elsewhere. */
export function What({ event }: { readonly event: Event }) {
  const reason = reasonOf(event);
  return (
    <>
      {typeInWords(event)}
      <br />
      <code class="muted">
        {event.type}
        {reason !== undefined && ' ·'}
      </code>
      {reason !== undefined && (
        <>
          {' '}
          <code class="muted">{reason}</code>
        </>
      )}
    </>
  );
}
