import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { errorText } from '../../parts/failure-text';
import { Heading } from '../../parts/heading';
import { later } from '../../parts/later';
import { Loaded } from '../../parts/loaded';
import { rolesInWords } from '../../parts/roles-in-words';
import { exactTime, Time } from '../../parts/time';
import { useDialog } from '../../parts/use-dialog';
import { NotFound } from '../../parts/whole-page';
import { useResource } from '../../resource';
import { go, hrefOf, route } from '../../router';
import { may } from '../../session';
import { text } from '../../texts/text';
import { loadMemberEvents } from '../load-screens';
import { BreakGlassBadge } from './break-glass';
import { ChangeRoles, MemberActions, mayManage } from './member-actions';
import { MemberCredentials } from './member-credentials';
import { LastLogin, SecondFactor } from './members';
import type { Member as MemberItem } from './types';

const MemberEvents = later(async () => (await loadMemberEvents()).MemberEvents);

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
      {may('administrator') && <MemberCredentials owner={data.id} />}
      {may('administrator') && <MemberEvents principal={data.user.id} />}
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
          {active ? own.active : <Badge look="bad" text={text.person.disabled} />}
          {managed && <p class="muted small">{errorText('MANAGED_BY_IDENTITY_PROVIDER')}</p>}
        </dd>
        {mfaEnabled !== null && (
          <>
            <dt>{text.admin.members.mfa}</dt>
            <dd>
              <SecondFactor isOn={mfaEnabled} />
            </dd>
            <dt>{text.admin.members.lastLogin}</dt>
            <dd title={lastLoginAt === null ? undefined : exactTime(lastLoginAt)}>
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
