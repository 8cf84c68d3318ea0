import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { errorText } from '../../parts/failure-text';
import { Heading } from '../../parts/heading';
import { Loaded } from '../../parts/loaded';
import { rolesInWords } from '../../parts/roles-in-words';
import { Time } from '../../parts/time';
import { useDialog } from '../../parts/use-dialog';
import { NotFound } from '../../parts/whole-page';
import { useResource } from '../../resource';
import { go, hrefOf, route } from '../../router';
import { may } from '../../session';
import { text } from '../../texts/text';
import { BreakGlassBadge } from './break-glass';
import { useEvents, What } from './events';
import { ChangeRoles, MemberActions, mayManage } from './member-actions';
import { LastLogin, SecondFactor } from './members';
import type { Credential, Member as MemberItem } from './types';

/** `#/members/mbr_…`: one member, with credentials and latest events. */
export function Member() {
  const id = route.value.path.replace('members/', '');
  const member = useResource<MemberItem>((client) =>
    client.GET('/admin/show-member', { params: { query: { member: id } } }),
  );
  const { open, dialog } = useDialog();
  if (member.failure?.code === 'NOT_FOUND') return <NotFound />;
  const { data } = member;
  if (data === undefined) return <Loaded resource={member}>{() => null}</Loaded>;
  const onChange = (after: MemberItem | undefined) =>
    after === undefined ? go('members', {}, { replace: true }) : member.set(after);
  const actions = { member: data, open, onChange, onFailure: () => void member.reload() };
  return (
    <>
      <p>
        <a href={hrefOf('members')}>{text.admin.member.back}</a>
      </p>
      <Heading
        title={data.user.name}
        why={data.user.email}
        actions={
          mayManage(data) && (
            <>
              <Button onClick={() => open((close) => <ChangeRoles {...actions} onClose={close} />)}>
                {text.admin.roles.change}
              </Button>
              <MemberActions {...actions} />
            </>
          )
        }
      />
      <Facts member={data} />
      {may('administrator') && <Credentials owner={data.id} />}
      {may('administrator') && <Events principal={data.user.id} />}
      {dialog}
    </>
  );
}

function Facts({ member }: { readonly member: MemberItem }) {
  const own = text.admin.member;
  const { roles, active, managed, mfaEnabled, lastLoginAt, createdAt } = member;
  return (
    <Card title={own.facts}>
      <dl class="facts">
        <dt>{text.admin.roles.title}</dt>
        <dd class="tags">
          {rolesInWords(roles)} <BreakGlassBadge {...member} />
        </dd>
        <dt>{own.status}</dt>
        <dd>
          {active ? own.active : <Badge look="bad" text={text.admin.disabled} />}
          {managed && <p class="muted small">{errorText('MANAGED_BY_IDENTITY_PROVIDER')}</p>}
        </dd>
        {mfaEnabled !== null && (
          <>
            <dt>{text.admin.members.mfa}</dt>
            <dd>
              <SecondFactor isOn={mfaEnabled} />
            </dd>
            <dt>{text.admin.members.lastLogin}</dt>
            <dd>
              <LastLogin value={lastLoginAt} />
            </dd>
          </>
        )}
        <dt>{text.admin.since}</dt>
        <dd>
          <Time value={createdAt} isFull />
        </dd>
      </dl>
    </Card>
  );
}

const FEW = 5;

function Credentials({ owner }: { readonly owner: string }) {
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
                  <span>{description || text.me.credentials.type[type]}</span>
                  <span class="muted small">
                    {text.admin.credentials.lastUsed}: <Time value={lastUsedAt} />
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

function Events({ principal }: { readonly principal: string }) {
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
