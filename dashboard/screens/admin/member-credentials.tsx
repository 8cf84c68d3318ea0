import { Card } from '../../parts/card';
import { Loaded } from '../../parts/loaded';
import { Time } from '../../parts/time';
import { useResource } from '../../resource';
import { hrefOf } from '../../router';
import { text } from '../../texts/text';
import type { Credential } from './types';

const FEW = 5;

/** Some of a member's credentials, with a link to all. */
export function MemberCredentials({ owner }: { readonly owner: string }) {
  const own = text.admin.member;
  const list = useResource<{ readonly items: readonly Credential[] }>((client) =>
    client.GET('/admin/list-credentials', { params: { query: { owner, limit: FEW } } }),
  );
  return (
    <Card
      title={own.credentials}
      actions={
        <a class="button secondary" href={hrefOf('credentials', { owner })}>
          {own.allCredentials}
        </a>
      }
    >
      <Loaded resource={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{own.noCredentials}</p>
          ) : (
            <ul class="rows">
              {items.map(({ id, type, description, lastUsedAt }) => (
                <li key={id}>
                  <span>{description || text.frame.credential[type]}</span>
                  <span class="muted small">
                    {own.lastUsed}: <Time value={lastUsedAt} />
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
