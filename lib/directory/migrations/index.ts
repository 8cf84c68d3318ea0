import type { Migration } from 'kysely';
import { directory } from './0001-directory';
import { events } from './0003-events';
import { credentialType } from './0004-credential-type';
import { eventPartitions } from './0005-event-partitions';
import { memberList } from './0006-member-list';
import { sessionMethods } from './0007-session-methods';
import { invitationsByAddress } from './0008-invitations-by-address';
import { coveringIndexes } from './0009-covering-indexes';
import { emailChanges } from './0010-email-changes';
import { passkeys } from './0011-passkeys';
import { phones } from './0012-phones';
import { ipRestrictions } from './0013-ip-restrictions';
import { sso } from './0014-sso';
import { enforcedSso } from './0015-enforced-sso';
import { scim } from './0016-scim';
import { domainChecks } from './0017-domain-checks';
import { saml } from './0018-saml';
import { eventMonthLocks } from './0019-event-month-locks';
import { certificateUses } from './0020-certificate-uses';
import { closedAccounts } from './0021-closed-accounts';
import { memberCount } from './0022-member-count';
import { memberEmail } from './0023-member-email';

export { grantTo, TABLES } from './grant-to';
export { MIGRATIONS, othersWithRights } from './others-with-rights';

/** All migrations in the order of their names. A published migration never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-directory': directory,
  '0003-events': events,
  '0004-credential-type': credentialType,
  '0005-event-partitions': eventPartitions,
  '0006-member-list': memberList,
  '0007-session-methods': sessionMethods,
  '0008-invitations-by-address': invitationsByAddress,
  '0009-covering-indexes': coveringIndexes,
  '0010-email-changes': emailChanges,
  '0011-passkeys': passkeys,
  '0012-phones': phones,
  '0013-ip-restrictions': ipRestrictions,
  '0014-sso': sso,
  '0015-enforced-sso': enforcedSso,
  '0016-scim': scim,
  '0017-domain-checks': domainChecks,
  '0018-saml': saml,
  '0019-event-month-locks': eventMonthLocks,
  '0020-certificate-uses': certificateUses,
  '0021-closed-accounts': closedAccounts,
  '0022-member-count': memberCount,
  '0023-member-email': memberEmail,
};
