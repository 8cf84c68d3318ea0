import type { Attributes } from 'preact';
import { isEmbedded } from '../../page';
import { Notice } from '../../parts/alert';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Empty } from '../../parts/card';
import {
  FilterBar,
  type FiltersOf,
  SearchFilter,
  SelectFilter,
  useFilters,
} from '../../parts/filters';
import { Heading } from '../../parts/heading';
import { Icon } from '../../parts/icon';
import { type Column, ListTable } from '../../parts/list-table';
import { rolesInWords } from '../../parts/roles-in-words';
import { exactTime, inWords } from '../../parts/time';
import { useDialog } from '../../parts/use-dialog';
import { useList } from '../../resource';
import { hrefOf } from '../../router';
import { may } from '../../session';
import { text } from '../../texts/text';
import { BreakGlassBadge } from './break-glass';
import { useCounts } from './counts';
import { InviteDialog } from './invite-dialog';
import { isSelf, MemberActions } from './member-actions';
import { given, type Member } from './types';

const FILTERS = ['query', 'role', 'active', 'mfa'] as const;
type MemberFilters = FiltersOf<(typeof FILTERS)[number]>;

/** What the user has changed. */
export interface MembersChange {
  readonly change: 'invited' | 'updated' | 'removed';
  /** The id of the member. An invitation has none yet. */
  readonly member?: string;
}

/** The properties of {@link Members}. */
export interface MembersProps extends Attributes {
  readonly onChange?: (change: MembersChange) => void;
}

/** `#/members`: who can log in to the account. */
export function Members({ onChange }: MembersProps) {
  const own = text.admin.members;
  const filters = useFilters(FILTERS);
  const list = useMembers(filters);
  const { open, dialog } = useDialog();
  const onFailure = () => void list.reload();
  const actions = (member: Member) => {
    const replace = (after?: Member) => {
      list.replace(({ id }) => id === member.id, after);
      onChange?.({ change: after === undefined ? 'removed' : 'updated', member: member.id });
    };
    return MemberActions({ member, open, onChange: replace, onFailure });
  };
  return (
    <>
      <Heading
        title={text.frame.screens.members}
        why={own.why}
        actions={
          may('team:invite-only') && (
            <Button
              look="primary"
              onClick={() =>
                open((close) => (
                  <InviteDialog
                    onClose={close}
                    onChange={() => onChange?.({ change: 'invited' })}
                  />
                ))
              }
            >
              <Icon name="plus" />
              {text.admin.invitations.invite}
            </Button>
          )
        }
      />
      {may('team:manager') && filters.values.mfa === '' && <WithoutMfa filters={filters} />}
      <Filters filters={filters} />
      <ListTable
        label={text.frame.screens.members}
        list={list}
        isEven
        columns={columns()}
        actions={may('team:manager') ? actions : undefined}
        empty={
          <Empty text={own.noMatch}>
            <Button onClick={filters.clear}>{text.frame.clearFilters}</Button>
          </Empty>
        }
      />
      {dialog}
    </>
  );
}

function useMembers({ values: { query, role, active, mfa } }: MemberFilters) {
  return useList<Member>(
    (after) => (client) =>
      client.GET('/admin/list-members', {
        params: {
          query: given({
            after,
            query,
            role: role as 'administrator',
            active: active as 'true',
            mfaEnabled: mfa as 'true',
          }),
        },
      }),
    [query, role, active, mfa],
  );
}

function Filters({ filters }: { readonly filters: MemberFilters }) {
  const own = text.admin.members.filters;
  const { values, set } = filters;
  return (
    <FilterBar filters={filters}>
      <SearchFilter
        label={text.person.search}
        value={values.query}
        onSearch={(query) => set({ query })}
      />
      <SelectFilter
        label={own.role}
        value={values.role}
        options={[
          ['', own.roles],
          ['administrator', own.administrator],
          ['team:manager', own['team:manager']],
          ['team:invite-only', own['team:invite-only']],
          ['developer:read-write', own['developer:read-write']],
        ]}
        onChange={(role) => set({ role })}
      />
      <SelectFilter
        label={own.status}
        value={values.active}
        options={[
          ['', own.statuses],
          ['true', own.active],
          ['false', own.inactive],
        ]}
        onChange={(active) => set({ active })}
      />
      {may('team:manager') && (
        <SelectFilter
          label={own.mfa}
          value={values.mfa}
          options={[
            ['', own.anyMfa],
            ['true', own.withMfa],
            ['false', own.withoutMfa],
          ]}
          onChange={(mfa) => set({ mfa })}
        />
      )}
    </FilterBar>
  );
}

const WITHOUT_MFA = { active: 'true', mfa: 'false' };

function WithoutMfa({ filters }: { readonly filters: MemberFilters }) {
  const own = text.admin.members;
  const { data } = useCounts();
  if (data === undefined || !data.membersWithoutMfa) return null;
  return (
    <Notice>
      <p>
        {own.withoutMfa(data.membersWithoutMfa, data.members)}{' '}
        <a
          href={hrefOf('members', WITHOUT_MFA)}
          onClick={(event) => {
            if (!isEmbedded) return;
            event.preventDefault();
            filters.set(WITHOUT_MFA);
          }}
        >
          {own.show}
        </a>
      </p>
    </Notice>
  );
}

function columns(): readonly (Column<Member> | false)[] {
  const own = text.admin.members;
  const isManager = may('team:manager');
  return [
    [own.name, nameOf],
    [text.admin.roles.title, ({ roles }) => rolesInWords(roles)],
    isManager && [own.mfa, ({ mfaEnabled }) => SecondFactor({ isOn: mfaEnabled === true })],
    isManager && [
      own.lastLogin,
      ({ lastLoginAt }) => LastLogin({ value: lastLoginAt }),
      ({ lastLoginAt }) => (lastLoginAt === null ? undefined : exactTime(lastLoginAt)),
    ],
    [
      text.admin.since,
      ({ createdAt }) => inWords(createdAt),
      ({ createdAt }) => exactTime(createdAt),
    ],
  ];
}

function nameOf(member: Member) {
  const { user, active } = member;
  return [
    <a key="name" href={hrefOf(`members/${member.id}`)}>
      {user.name}
    </a>,
    isSelf(member) && [' ', Badge({ text: text.frame.you })],
    !active && [' ', Badge({ look: 'bad', text: text.person.disabled })],
    member.breakGlass && [' ', BreakGlassBadge(member)],
    <p key="email" class="muted small">
      {user.email}
    </p>,
  ];
}

/** Whether a member has a second factor. The lack of it stands out. */
export function SecondFactor({ isOn }: { readonly isOn: boolean }) {
  const own = text.admin.members;
  return isOn ? own.mfaOn : Badge({ look: 'warning', text: own.mfaOff });
}

const LONG_MS = 90 * 86_400_000;

/** When a member logged in last. A long time stands out. */
export function LastLogin({ value }: { readonly value: string | null }) {
  if (value === null) return <Badge look="warning" text={text.admin.members.never} />;
  const isLong = Date.now() - Date.parse(value) > LONG_MS;
  return isLong ? <span class="warning">{inWords(value)}</span> : inWords(value);
}
