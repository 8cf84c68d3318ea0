import type { EventType } from '../../../../lib/directory/audit-log/event-types';
import { READER } from '../team';
import {
  type AcceptedCall,
  type AcceptedCalls,
  before,
  byMember,
  type Fixture,
  invited,
  serviceUserOf,
} from './accepted-call';

const member = async ({ team }: Fixture) => ({ member: await team.id('reader') });
const BLOCKS = [{ cidr: '203.0.113.0/24', description: 'Office' }];
const invitee = ({ team }: Fixture) => `invitee.${team.account}@example.com`;

async function disabledMember(fixture: Fixture) {
  const given = await member(fixture);
  await before(fixture, 'admin', ['admin/disable-member', given]);
  return given;
}

async function disabledServiceUser(fixture: Fixture) {
  const given = { serviceUser: await serviceUserOf(fixture) };
  await before(fixture, 'admin', ['admin/disable-service-user', given]);
  return given;
}

async function invitation(fixture: Fixture) {
  return { invitation: (await invited(fixture, invitee(fixture))).id };
}

async function keyOfReader(fixture: Fixture) {
  const given = { type: 'api_key', owner: await member(fixture) };
  const made = await before<{ id: string }>(fixture, 'admin', ['admin/create-credential', given]);
  return { id: made.id };
}

async function keyOfServiceUser(fixture: Fixture) {
  const given = { type: 'api_key', owner: { serviceUser: await serviceUserOf(fixture) } };
  const made = await before<{ id: string }>(fixture, 'admin', ['admin/create-credential', given]);
  return { id: made.id };
}

function onServiceUser(event: EventType, more: object = {}): AcceptedCall {
  return byMember('admin', [event], async (fixture) => ({
    serviceUser: await serviceUserOf(fixture),
    ...more,
  }));
}

/** The calls of administrators, team managers and inviters. */
export const ADMIN_CALLS: AcceptedCalls = {
  'admin/show-account': byMember('reader', []),
  'admin/show-counts': byMember('reader', []),
  'admin/update-account': byMember('admin', ['account_updated'], () => ({ name: 'Renamed' })),
  'admin/show-ip-restrictions': byMember('admin', []),
  'admin/check-ip-restriction': byMember('admin', [], () => ({ blocks: BLOCKS })),
  'admin/set-ip-restriction': byMember('admin', ['ip_restriction_set'], () => ({
    type: 'api',
    enforced: false,
    blocks: BLOCKS,
  })),
  'admin/list-members': byMember('reader', []),
  'admin/show-member': byMember('reader', [], member),
  'admin/revoke-member-sessions': byMember('manager', ['session_deleted'], async (fixture) => {
    await fixture.team.session('reader');
    return member(fixture);
  }),
  'admin/update-member': byMember('manager', ['membership_updated'], async (fixture) => ({
    ...(await member(fixture)),
    roles: { ...READER, developer: 'read-write' },
  })),
  'admin/disable-member': byMember('manager', ['membership_disabled'], member),
  'admin/enable-member': byMember('manager', ['membership_enabled'], disabledMember),
  'admin/remove-member': byMember('manager', ['membership_deleted'], member),
  'admin/list-service-users': byMember('reader', []),
  'admin/create-service-user': byMember('admin', ['service_user_created'], () => ({
    name: 'deploys',
    developer: 'read-write',
  })),
  'admin/update-service-user': onServiceUser('service_user_updated', { name: 'renamed' }),
  'admin/disable-service-user': onServiceUser('service_user_disabled'),
  'admin/enable-service-user': byMember('admin', ['service_user_enabled'], disabledServiceUser),
  'admin/delete-service-user': onServiceUser('service_user_deleted'),
  'admin/list-invitations': byMember('reader', []),
  'admin/invite': byMember('inviter', ['invitation_created'], (fixture) => ({
    email: invitee(fixture),
    roles: READER,
  })),
  'admin/resend-invitation': byMember('manager', ['invitation_resent'], invitation),
  'admin/revoke-invitation': byMember('manager', ['invitation_deleted'], invitation),
  'admin/list-credentials': byMember('admin', []),
  'admin/create-credential': byMember('admin', ['credential_created'], async (fixture) => ({
    type: 'api_key',
    owner: await member(fixture),
  })),
  'admin/delete-credential': byMember('admin', ['credential_deleted'], keyOfReader),
  'admin/rotate-credential': byMember('admin', ['credential_rotated'], keyOfServiceUser),
  'admin/list-events': byMember('admin', []),
  'admin/count-events': byMember('admin', []),
  'admin/export-events': byMember('admin', []),
};
