import { sql } from 'kysely';
import { optional, strictObject } from 'valibot';
import { passkeyAddedMail } from '../../../mail/texts/passkey-mails';
import type { NewPasskey, RegistrationResponse } from '../../../passkeys/passkeys';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { consumeChallenge } from '../../challenge';
import { newId } from '../../crypto/ids';
import { check, inTransaction, readOne, type Tx, writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import { enableMfa } from '../../mfa/change-second-factors';
import { NO_RECOVERY_CODES } from '../../mfa/recovery-codes';
import { notifyUser } from '../../notifications/notify-user';
import {
  defaultPasskeyName,
  describePasskey,
  passkey,
  registrationResponse,
} from '../../passkeys/passkey';
import {
  PasskeyRefused,
  recordIfRefused,
  requireRegistration,
  type Verified,
} from '../../passkeys/passkey-ceremony';
import { boundedText, optionalRecoveryCodes } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { parseDisplayName } from '../../users/display-name';
import { hasSecondFactor, lockSecondFactors } from '../../users/second-factors';

const MAX_PASSKEYS = 20;

interface Input {
  readonly name?: string | undefined;
  readonly response: RegistrationResponse;
}

/** A passkey logs in without the password, and is a second factor after it. */
export const confirmPasskey = operation({
  name: 'account/confirm-passkey',
  summary:
    'Adds a passkey that the browser has created, and shows the recovery codes once if it is the first second factor.',
  access: MFA_ENROLLMENT,
  changes: true,
  setsSession: true,
  input: strictObject({ name: optional(boundedText(1000)), response: registrationResponse }),
  output: strictObject({ passkey, ...optionalRecoveryCodes.entries }),
  errors: [
    'PASSKEY_INVALID',
    'PASSKEY_EXISTS',
    'NAME_INVALID',
    'LIMIT_REACHED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { name: wanted, response }: Input) {
    const { userId = '', name: email } = callerOf(call);
    const given = wanted === undefined ? undefined : parseDisplayName(wanted).name;
    const { shown, row } = await recordIfRefused(call, 'creation', async () => {
      const verified = await requireRegistration(call, response);
      const name = given ?? defaultPasskeyName(verified.answer.aaguid, new Date());
      return inTransaction(call.database, (tx) => addPasskey(tx, call, { name, ...verified }));
    });
    const added = describePasskey(await row(), call.settings.rpId);
    await notifyUser(call, { userId, email }, (notice) =>
      passkeyAddedMail({ ...notice, name: added.name }),
    );
    return { passkey: added, ...shown };
  },
});

interface Addition extends Verified<NewPasskey> {
  readonly name: string;
}

async function addPasskey(tx: Tx, call: Call, { name, answer, challenge }: Addition) {
  const { userId = '' } = callerOf(call);
  const { rpId } = call.settings;
  requireStepUp(call, tx);
  lockSecondFactors(tx, call);
  const known = check(tx, selectKnown(tx, call), ([found]) => {
    if (found === undefined) throw new DirectoryError('SESSION_EXPIRED');
    if (found.count >= MAX_PASSKEYS) throw new DirectoryError('LIMIT_REACHED');
    return found;
  });
  consumeChallenge(tx, challenge, new PasskeyRefused('challenge_used'));
  const { hasAny } = await known();
  const id = newId('pk');
  const insert = tx
    .insertInto('passkeys')
    .values({ id, user_id: userId, rp_id: rpId, name, ...columnsOf(answer) })
    .onConflict((conflict) => conflict.column('credential_id').doNothing());
  writeOr(tx, insert, new DirectoryError('PASSKEY_EXISTS'));
  const object = { type: 'passkey', id, name };
  await recordUserEvent(tx, call, { type: 'passkey_created', userId, object });
  const row = readOne(tx, tx.selectFrom('passkeys').selectAll().where('id', '=', id));
  const shown = hasAny ? NO_RECOVERY_CODES : await enableMfa(tx, call, 'passkey');
  return { shown, row };
}

function selectKnown(tx: Tx, { caller, settings }: Call) {
  return tx
    .selectFrom('users')
    .select(hasSecondFactor(settings).as('hasAny'))
    .select(
      sql<number>`(select count(*)::int from public.passkeys where user_id = users.id)`.as('count'),
    )
    .where('id', '=', caller?.userId ?? '');
}

function columnsOf(passkey: NewPasskey) {
  return {
    credential_id: passkey.credentialId,
    public_key: passkey.publicKey,
    algorithm: passkey.algorithm,
    counter: passkey.counter,
    backup_eligible: passkey.backupEligible,
    backed_up: passkey.backedUp,
    aaguid: passkey.aaguid,
    transports: [...passkey.transports],
  };
}
