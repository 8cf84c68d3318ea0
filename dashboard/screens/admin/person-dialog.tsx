import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { SearchFilter } from '../../parts/filters';
import { Loaded } from '../../parts/loaded';
import { useResource } from '../../resource';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { given } from './types';

/** A member or a service user. */
export interface Person {
  /** The id of the member or service user, which owns credentials. */
  readonly id: string;
  /** The id of the user or service user, which acts. */
  readonly principal: string;
  readonly type: 'member' | 'service_user';
  readonly name: string;
  readonly detail: string;
  readonly active: boolean;
}

/** The properties of {@link PersonDialog}. */
export interface PersonDialogProps {
  readonly title: string;
  /** Whether only those can be chosen who are active. */
  readonly isActiveOnly?: boolean;
  readonly onChoose: (person: Person) => void;
  readonly onClose: () => void;
}

const MOST = 8;

/** Finds a member or a service user by a part of the name. */
export function PersonDialog({
  title,
  isActiveOnly = false,
  onChoose,
  onClose,
}: PersonDialogProps) {
  const own = text.person;
  const query = useSignal('');
  const found = usePeople(query.value, isActiveOnly);
  return (
    <Dialog title={title} onClose={onClose}>
      <SearchFilter
        label={own.search}
        value=""
        onSearch={(wanted) => {
          query.value = wanted;
        }}
      />
      <Loaded resource={found}>
        {(people) => (
          <ul aria-label={own.found}>
            {people.map((person) => (
              <li key={person.id}>
                <button type="button" class="item" onClick={() => onChoose(person)}>
                  <span>
                    {person.name} <span class="muted small">{person.detail}</span>
                  </span>
                  {!person.active && <Badge look="bad" text={text.person.disabled} />}
                </button>
              </li>
            ))}
            {people.length === 0 && <li class="muted">{own.none}</li>}
          </ul>
        )}
      </Loaded>
      <div class="actions">
        <Button onClick={onClose}>{text.common.cancel}</Button>
      </div>
    </Dialog>
  );
}

function usePeople(query: string, isActiveOnly: boolean) {
  const active = isActiveOnly ? true : undefined;
  const services = useResource((client) =>
    client.GET('/admin/list-service-users', { params: { query: { limit: 100 } } }),
  );
  const members = useResource(
    (client) =>
      client.GET('/admin/list-members', {
        params: { query: given({ query, active, limit: MOST }) },
      }),
    [query],
  );
  const isWanted = ({ name, active: isOn }: { readonly name: string; readonly active: boolean }) =>
    name.toLowerCase().includes(query.toLowerCase()) && (isOn || !isActiveOnly);
  const people =
    members.data === undefined
      ? undefined
      : [
          ...(services.data?.items ?? []).filter(isWanted).slice(0, MOST).map(ofService),
          ...members.data.items.map(ofMember),
        ];
  return { ...members, data: people, set: () => undefined };
}

function ofService({
  id,
  name,
  active,
}: Readonly<{ id: string; name: string; active: boolean }>): Person {
  return {
    id,
    principal: id,
    type: 'service_user',
    name,
    detail: text.person.service,
    active,
  };
}

function ofMember({
  id,
  user,
  active,
}: Readonly<{
  id: string;
  user: { id: string; name: string; email: string };
  active: boolean;
}>): Person {
  return { id, principal: user.id, type: 'member', name: user.name, detail: user.email, active };
}
