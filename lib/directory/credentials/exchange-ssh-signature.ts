import { type RawBuilder, sql } from 'kysely';
import { makeToken } from '../../tokens/token-format';
import { recordEvent } from '../audit-log/record-event';
import { recordRepeated } from '../audit-log/record-repeated';
import type { Call } from '../call';
import { type Challenge, consumeChallenge, parseChallenge } from '../challenge';
import { secretHash } from '../crypto/ids';
import { type Answer, inTransaction, read, readOne, type Tx, write } from '../database/database';
import { DirectoryError } from '../errors';
import { type AddressResult, addressResult } from '../ip-restrictions/address-result';
import { SSH_CHALLENGE } from '../ssh/require-key-proof';
import { verifyWithEmbeddedKey } from '../ssh/signature';
import { countAttempt, EXCHANGES, EXCHANGES_OF_KEY } from '../throttle';
import {
  CREDENTIALS_WITH_OWNERS,
  type FoundOwner,
  identityOf,
  ownerColumns,
} from './credential-owner';

/** A challenge and its signature by `ssh-keygen -Y sign`. */
export interface SignedChallenge {
  readonly challenge: string;
  readonly signature: string;
  /** The account of the token, if several accounts have the key. */
  readonly account?: string | undefined;
}

/** The reason of a refusal, for the audit log. */
type Reason =
  | 'CHALLENGE_INVALID'
  | 'CHALLENGE_EXPIRED'
  | 'SIGNATURE_INVALID'
  | 'KEY_INVALID'
  | 'ADDRESS_REFUSED'
  | 'ACCOUNT_AMBIGUOUS';

const SOURCE = 'ssh_key';

/** The namespace for `ssh-keygen -n`. A signature for another namespace, such as a file's, is not valid. */
const NAMESPACE = 'token@twilio-functions-auth';

/**
 * Exchanges the signature of a challenge for an SSH access token of the key's owner.
 *
 * @throws DirectoryError `SIGNATURE_INVALID` for every problem of the signature. `ACCOUNT_AMBIGUOUS` only for
 *   callers who have proven the key; they may send the same signature again with the account. `THROTTLED` if
 *   there were too many invalid signatures of the key or of all keys. A valid signature never waits.
 */
export async function exchangeSshSignature(
  call: Call,
  { challenge, signature, account: accountId }: SignedChallenge,
): Promise<SshAccessToken> {
  const read = parseChallenge(call.settings, SSH_CHALLENGE.purpose, challenge);
  // The client itself adds the origin of the service it calls, so a service that passes on another service's
  // challenge gets a signature that is not valid there.
  const message = `${call.settings.origin} ${challenge}`;
  const signer = verifyWithEmbeddedKey({ signature, message, namespace: NAMESPACE });
  if (signer === null) return fail(call, 'SIGNATURE_INVALID', { fingerprint: '', keys: [] });
  const { fingerprint, isValid } = signer;
  const keys = await findSshKeys(call, { fingerprint, accountId });
  const live = keys.filter(({ is_live }) => is_live);
  if (read === null) return fail(call, 'CHALLENGE_INVALID', { fingerprint, keys: live });
  if (!isValid) return fail(call, 'SIGNATURE_INVALID', { fingerprint, keys: live });

  const [key] = live;
  if (key === undefined) return fail(call, 'KEY_INVALID', { fingerprint, keys });
  if (live.length > 1) return fail(call, 'ACCOUNT_AMBIGUOUS', { fingerprint, keys: live });
  if (key.address_result === 'refused') {
    return fail(call, 'ADDRESS_REFUSED', { fingerprint, keys: [key] });
  }
  const issued = await issueOnce(call, read, key);
  return typeof issued === 'object' ? issued : fail(call, issued, { fingerprint, keys: [key] });
}

async function issueOnce(
  call: Call,
  challenge: Challenge,
  key: FoundSshKey,
): Promise<SshAccessToken | Reason> {
  const issuing = inTransaction(call.database, async (tx) => {
    const locked = lockKey(tx, key);
    consumeChallenge(tx, challenge, new Refused('CHALLENGE_EXPIRED'));
    const expiry = readOne(tx, sql<{ readonly at: Date }>`select ${expiryOf(key)} as at`);
    if (!(await locked())) throw new Refused('KEY_INVALID');
    const { at } = await expiry();
    const issued = { ...(await issueSshAccessToken(tx, key)), expiresAt: at };
    const expiresAt = issued.expiresAt.toISOString();
    const object = {
      type: 'credential',
      id: issued.id,
      credentialType: 'authtoken',
      issuedBy: key.id,
      expiresAt,
    };
    const proven = { ...call, caller: identityOf(key, key.expires_at), source: SOURCE };
    await recordEvent(tx, proven, { type: 'credential_exchanged', object });
    return issued;
  });
  return issuing.catch((reason: unknown) => {
    if (reason instanceof Refused) return reason.reason;
    throw reason;
  });
}

/** Rolls the transaction back: the key was not used, and its challenge is still valid. */
class Refused extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

// It locks the owner first, as the deletion of an owner does, so that the two cannot deadlock.
function lockKey(tx: Tx, { id, membership_id, service_user_id }: FoundSshKey): Answer<boolean> {
  const isMember = membership_id !== null;
  const owner = read(
    tx,
    tx
      .selectFrom(isMember ? 'memberships' : 'service_users')
      .select('id')
      .where('id', '=', isMember ? membership_id : service_user_id)
      .where('active', '=', true)
      .forKeyShare(),
  );
  const used = read(
    tx,
    tx
      .updateTable('credentials')
      .set({ last_used_at: sql<Date>`now()` })
      .where('id', '=', id)
      .returning('id'),
  );
  return async () => (await owner()).length > 0 && (await used()).length > 0;
}

interface Failed {
  /** The fingerprint of the key that the signature names. Empty if it names none. */
  readonly fingerprint: string;
  /** The keys whose accounts record the failure. */
  readonly keys: readonly FoundSshKey[];
}

// A caller who has proven a valid key may be the owner, so these failures do not count.
const PROVEN: readonly Reason[] = ['ACCOUNT_AMBIGUOUS', 'ADDRESS_REFUSED', 'CHALLENGE_EXPIRED'];

// Callers who have not proven a key all get the same error. A valid signature never waits, so an attacker
// with only the public key cannot lock its owner out.
async function fail(call: Call, reason: Reason, { fingerprint, keys }: Failed): Promise<never> {
  if (!PROVEN.includes(reason)) await countFailure(call, fingerprint);
  const recorded = keys.length === 0 ? [{ account_id: null, id: null }] : keys;
  const events = recorded.map(({ account_id: accountId, id }) => ({
    type: 'credential_exchange_failed' as const,
    accountId,
    object: { type: 'credential', id, credentialType: 'ssh_key', reason },
  }));
  await recordRepeated(call.database, { ...call, source: SOURCE }, events);
  const isTold = reason === 'ACCOUNT_AMBIGUOUS' || reason === 'ADDRESS_REFUSED';
  throw new DirectoryError(isTold ? reason : 'SIGNATURE_INVALID');
}

// The common counter comes first. Otherwise every invented key would create a counter.
async function countFailure(call: Call, fingerprint: string): Promise<void> {
  await countAttempt(call, EXCHANGES, '');
  await countAttempt(call, EXCHANGES_OF_KEY, fingerprint);
}

const LIFETIME_MINUTES = 15;
/** The maximum number of a key's valid tokens. The oldest is deleted first. */
const MAX_PER_KEY = 20;

/** An SSH access token and its public id. */
interface SshAccessToken {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Issues an authtoken for the owner of an SSH key. It ends after 15 minutes, or earlier with the key or the
 * owner. The key's row is locked, so that the key never has more than the maximum.
 */
async function issueSshAccessToken(tx: Tx, key: FoundSshKey) {
  const { id: tokenId, token } = makeToken('tfa');
  const id = `tfa_${tokenId}`;
  await makeRoom(tx, key.id);
  const insert = tx.insertInto('credentials').values({
    id,
    account_id: key.account_id,
    type: 'authtoken',
    membership_id: key.membership_id,
    service_user_id: key.service_user_id,
    secret_hash: secretHash(token),
    issued_by: key.id,
    expires_at: expiryOf(key),
    description: 'SSH',
    created_by: key.created_by,
  });
  await write(tx, insert);
  return { id, token };
}

// The same in all statements of a transaction, in which now() is its beginning.
function expiryOf({ expires_at }: FoundSshKey): RawBuilder<Date> {
  const lifetime = sql`make_interval(mins => ${LIFETIME_MINUTES})`;
  return sql<Date>`least(now() + ${lifetime}, ${expires_at}::timestamptz)`;
}

async function makeRoom(tx: Tx, keyId: string): Promise<void> {
  const deleteOldest = sql`
    delete from public.credentials where issued_by = ${keyId} and id not in (
      select id from public.credentials where issued_by = ${keyId} and expires_at > now()
      order by created_at desc, id limit ${MAX_PER_KEY - 1})`;
  await write(tx, deleteOldest);
}

/** An SSH key of an account. */
interface FoundSshKey extends FoundOwner {
  /** Null: no expiry. */
  readonly expires_at: Date | null;
  /** Whether the key has not expired and its owner may act in the account. */
  readonly is_live: boolean;
  readonly address_result: AddressResult;
}

// Any user may add a public key to an own account, so there may be many.
const MAX_KEYS = 20;

/**
 * Finds the SSH keys with a fingerprint, at most one per account.
 *
 * @param accountId - the only account to search. Undefined: all accounts.
 */
async function findSshKeys(
  { database, settings, address }: Call,
  {
    fingerprint,
    accountId,
  }: { readonly fingerprint: string; readonly accountId: string | undefined },
): Promise<readonly FoundSshKey[]> {
  const isMeant = accountId === undefined ? sql`true` : sql`c.account_id = ${accountId}`;
  const { rows } = await sql<FoundSshKey>`
    select found.*, is_active and not must_enroll and not is_expired as is_live
    from (
      select c.expires_at, coalesce(c.expires_at <= now(), false) as is_expired,
        ${addressResult('api', { address, isRestricted: true })} as address_result, ${ownerColumns(settings)}
      from ${CREDENTIALS_WITH_OWNERS}
      where c.fingerprint = ${fingerprint} and ${isMeant}
      order by c.created_at, c.id
      limit ${MAX_KEYS}
    ) as found`.execute(database);
  return rows;
}
