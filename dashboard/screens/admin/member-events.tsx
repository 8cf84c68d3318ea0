import { Card } from '../../parts/card';
import { Loaded } from '../../parts/loaded';
import { Time } from '../../parts/time';
import { hrefOf } from '../../router';
import { text } from '../../texts/text';
import { useEvents, What } from './what';

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
                  <span>
                    <What event={event} />
                  </span>
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
