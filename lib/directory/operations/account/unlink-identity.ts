import { check as checkValue, maxLength, minLength, pipe, strictObject, string } from 'valibot';
import { identityUnlinkedMail } from '../../../mail/texts/sso-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { type Call, callerOf } from '../../call';
import { check, inTransaction, read, type Tx, write } from '../../database/database';
import { DirectoryError } from '../../errors';
import { notifyUser } from '../../notifications/notify-user';
import { empty, id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { recordIdentity } from '../../sso/linked-identity';
import { requireLoginWay } from '../../users/login-ways';
import { lockSecondFactors } from '../../users/second-factors';

// The database cannot store other characters, so nothing has one.
const subject = pipe(
  string(),
  minLength(1),
  maxLength(255),
  checkValue((value) => !/[\p{Cc}\p{Cs}]/u.test(value)),
);

interface IdentityInput {
  readonly identityProvider: string;
  readonly subject: string;
}

/** The caller's own session stays, even if it began with the identity. It cannot be stepped up there again. */
export const unlinkIdentity = operation({
  name: 'account/unlink-identity',
  summary:
    "Removes one of the caller's identities, which can no longer log in, and ends the other sessions that began with it.",
  access: SELF_SERVICE,
  changes: true,
  input: strictObject({ identityProvider: id, subject }),
  output: empty,
  errors: ['NOT_FOUND', 'LAST_LOGIN_WAY', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, given) {
    const { userId = '', name: email } = callerOf(call);
    const { name } = await inTransaction(call.database, (tx) => unlink(tx, call, given));
    await notifyUser(call, { userId, email }, (notice) =>
      identityUnlinkedMail({ ...notice, name }),
    );
    return {};
  },
});

async function unlink(tx: Tx, call: Call, { identityProvider, subject: given }: IdentityInput) {
  const { userId = '', credentialId = '' } = callerOf(call);
  requireStepUp(call, tx);
  lockSecondFactors(tx, call);
  const identity = tx
    .selectFrom('user_identities as i')
    .innerJoin('identity_providers as p', 'p.id', 'i.idp_id')
    .select(['p.id', 'p.name', 'p.account_id'])
    .where('i.idp_id', '=', identityProvider)
    .where('i.subject', '=', given)
    .where('i.user_id', '=', userId);
  const found = check(tx, identity, ([row]) => {
    if (row === undefined) throw new DirectoryError('NOT_FOUND');
    return row;
  });
  const deletion = tx
    .deleteFrom('user_identities')
    .where('idp_id', '=', identityProvider)
    .where('subject', '=', given)
    .where('user_id', '=', userId);
  await write(tx, deletion);
  const sessions = tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('idp_id', '=', identityProvider)
    .where('idp_subject', '=', given)
    .where('id', '<>', credentialId)
    .returning('id');
  const ended = read(tx, sessions);
  const provider = await found();
  requireLoginWay(tx, call);
  const type = 'identity_unlinked';
  const endedSessions = (await ended()).length;
  await recordIdentity(tx, call, { type, provider, subject: given, endedSessions });
  return provider;
}
