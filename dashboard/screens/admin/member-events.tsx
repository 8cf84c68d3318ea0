import { Card } from '../../parts/card';
import { Loaded } from '../../parts/loaded';
import { Time } from '../../parts/time';
import { hrefOf } from '../../router';
import { text } from '../../texts/text';
import { objectName, typeInWords } from './event-words';
import type { Event } from './types';
import { useEvents } from './what';

const FEW = 5;

/** The latest events of a member, with a link to all. */
export function MemberEvents({ principal }: { readonly principal: string }) {
  const own = text.admin.member;
  const list = useEvents({ principal }, FEW);
  return (
    <Card
      title={own.events}
      actions={
        <a class="button secondary" href={hrefOf('events', { person: principal })}>
          {own.allEvents}
        </a>
      }
    >
      <Loaded resource={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{own.noEvents}</p>
          ) : (
            <ul class="rows">
              {items.map((event) => (
                <li key={event.id}>
                  <What {...{ event, principal }} />
                  <span class="muted small">
                    <Time value={event.at} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

// The audit log has the rest. Most events of a member are about themselves.
function What({ event, principal }: { readonly event: Event; readonly principal: string }) {
  const name = event.object.id === principal ? undefined : objectName(event);
  return (
    <div title={event.type}>
      {typeInWords(event)}
      {name !== undefined && <p class="muted small">{name}</p>}
    </div>
  );
}
