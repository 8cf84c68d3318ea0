import type { EventType } from '../../../../lib/directory/audit-log/event-types';
import { READER } from '../team';
import {
  type AcceptedCall,
  type AcceptedCalls,
  before,
  byMember,
  invited,
  serviceUserOf,
  type World,
} from './accepted-call';

const member = async ({ team }: World) => ({ member: await team.id('reader') });
const invitee = ({ team }: World) => `invitee.${team.account}@example.com`;

async function disabledMember(world: World) {
  const given = await member(world);
  await before(world, 'admin', ['admin/disable-member', given]);
  return given;
}

async function disabledServiceUser(world: World) {
  const given = { serviceUser: await serviceUserOf(world) };
  await before(world, 'admin', ['admin/disable-service-user', given]);
  return given;
}

async function invitation(world: World) {
  return { invitation: (await invited(world, invitee(world))).id };
}

async function keyOfReader(world: World) {
  const given = { type: 'api_key', owner: await member(world) };
  const made = await before<{ id: string }>(world, 'admin', ['admin/create-credential', given]);
  return { id: made.id };
}

function onServiceUser(event: EventType, more: object = {}): AcceptedCall {
  return byMember('admin', [event], async (world) => ({
    serviceUser: await serviceUserOf(world),
    ...more,
  }));
}

/** What administrators, team managers and those who may invite do. */
export const ADMIN_CALLS: AcceptedCalls = {
  'admin/show-account': byMember('reader', []),
  'admin/update-account': byMember('admin', ['account_updated'], () => ({ name: 'Renamed' })),
  'admin/list-members': byMember('reader', []),
  'admin/update-member': byMember('manager', ['membership_updated'], async (world) => ({
    ...(await member(world)),
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
  'admin/invite': byMember('inviter', ['invitation_created'], (world) => ({
    email: invitee(world),
    roles: READER,
  })),
  'admin/resend-invitation': byMember('manager', ['invitation_resent'], invitation),
  'admin/revoke-invitation': byMember('manager', ['invitation_deleted'], invitation),
  'admin/list-credentials': byMember('admin', []),
  'admin/create-credential': byMember('admin', ['credential_created'], async (world) => ({
    type: 'api_key',
    owner: await member(world),
  })),
  'admin/delete-credential': byMember('admin', ['credential_deleted'], keyOfReader),
  'admin/list-events': byMember('admin', []),
  'admin/export-events': byMember('admin', []),
};
