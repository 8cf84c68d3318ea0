import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { strictObject, string } from 'valibot';
import type { ProvenAssertion } from '../../saml/saml';
import { authnRequestUrl, newRequestId } from '../../saml/service-provider';
import type { SsoProblem } from '../../sso/sso';
import { type AccountEvent, recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { decrypt, encrypt } from '../crypto/encryption';
import { newSecret, secretHash } from '../crypto/ids';
import { inTransaction, type Tx, write } from '../database/database';
import type { SsoPurpose } from '../database/sso-tables';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { type AddressResult, addressResult } from '../ip-restrictions/address-result';
import type { ChosenAccount } from '../sessions/choose-account';
import {
  acsUrlOf,
  decryptClientSecret,
  encryptClientSecret,
  redirectUriOf,
} from './identity-provider';
import { providerClient, providerLimits, requireAnswer, ssoClient } from './sso-client';

const LIFETIME_MINUTES = 10;

/** The URL at the provider, and the secret with which only the same page can finish the login. */
export const startedSso = strictObject({ url: string(), attempt: string() });

/** The beginning of a login at a provider. */
export interface AttemptStart {
  readonly provider: Row<'identity_providers'>;
  readonly purpose: SsoPurpose;
  /** The session that must finish it. Undefined: a login has none. */
  readonly sessionId?: string | undefined;
  /** The address that the provider suggests to its user. */
  readonly email?: string | undefined;
  /** Recorded with the attempt. */
  readonly event?: AccountEvent;
}

/**
 * Starts an attempt. Its row is found by the `state`, which everyone can see. The secret binds it to the page: a link of an
 * attacker with another state and code has no secret, so it cannot log the attacker's victim in as the attacker.
 *
 * @throws DirectoryError `IDENTITY_PROVIDER_UNAVAILABLE`, `IDENTITY_PROVIDER_INVALID` or `NOT_CONFIGURED`
 */
export async function startAttempt(
  call: Call,
  start: AttemptStart,
): Promise<{ readonly url: string; readonly attempt: string }> {
  const { provider, purpose, email } = start;
  if (provider.type === 'saml') return startSamlAttempt(call, start);
  const { settings } = call;
  const sso = ssoClient();
  const secrets = sso.newLoginSecrets();
  const request = {
    ...secrets,
    redirectUri: redirectUriOf(settings),
    loginHint: email,
    isStepUp: purpose === 'step-up',
  };
  const client = providerClient(settings.keys, provider);
  const answer = await sso.authorizationUrl(client, request, providerLimits(call));
  const url = requireAnswer(provider, answer);
  const { state, nonce } = secrets;
  const verifier = encrypt(settings.keys, secrets.verifier, verifierPurpose(provider.id));
  const attempt = await store(call, { ...start, state, nonce, verifier });
  return { url, attempt };
}

async function startSamlAttempt(call: Call, start: AttemptStart) {
  const { provider, purpose } = start;
  const [state, nonce] = [newSecret(), newRequestId()];
  const url = authnRequestUrl({
    id: nonce,
    entityId: provider.client_id,
    acsUrl: acsUrlOf(call.settings),
    loginUrl: provider.login_url ?? '',
    relayState: state,
    isStepUp: purpose === 'step-up',
  });
  return { url, attempt: await store(call, { ...start, state, nonce, verifier: null }) };
}

interface StoredAttempt extends AttemptStart {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string | null;
}

/** Stores an attempt. @returns its secret. */
async function store(
  call: Call,
  { provider, purpose, sessionId, event, state, nonce, verifier }: StoredAttempt,
): Promise<string> {
  const attempt = newSecret();
  const values = {
    state_hash: secretHash(state),
    bound_hash: secretHash(attempt),
    idp_id: provider.id,
    purpose,
    session_id: sessionId ?? null,
    nonce,
    verifier,
    expires_at: sql<Date>`now() + make_interval(mins => ${LIFETIME_MINUTES})`,
  };
  await inTransaction(call.database, async (tx) => {
    await write(tx, tx.deleteFrom('sso_attempts').where('expires_at', '<', sql<Date>`now()`));
    await write(tx, tx.insertInto('sso_attempts').values(values));
    await encryptSecretAgain(tx, call, provider);
    if (event !== undefined) await recordEvent(tx, call, event);
  });
  return attempt;
}

// After a rotation of DIRECTORY_KEY, the secret is encrypted with the previous key, which will be removed.
async function encryptSecretAgain(
  tx: Tx,
  { settings }: Call,
  provider: Row<'identity_providers'>,
): Promise<void> {
  if (provider.type === 'saml') return;
  const { text, isStale } = decryptClientSecret(settings.keys, provider);
  if (!isStale) return;
  const client_secret = encryptClientSecret(settings.keys, provider.id, text);
  const update = tx
    .updateTable('identity_providers')
    .set({ client_secret })
    .where('id', '=', provider.id)
    .where('client_secret', '=', provider.client_secret);
  await write(tx, update);
}

/** A used attempt, with its provider and the provider's account. */
export interface UsedAttempt {
  readonly purpose: SsoPurpose;
  readonly nonce: string;
  /** Empty for SAML. */
  readonly verifier: string;
  /** What a response of SAML has proved to who knows `result`. Undefined: nothing. */
  readonly proven: ProvenAssertion | SsoProblem | undefined;
  readonly provider: Row<'identity_providers'>;
  readonly account: ChosenAccount;
  readonly provisioning: 'invite' | 'jit' | 'scim';
}

interface UsedRow extends Row<'identity_providers'> {
  readonly bound_hash: Buffer;
  readonly purpose: SsoPurpose;
  readonly nonce: string;
  readonly verifier: string | null;
  readonly result_hash: Buffer | null;
  readonly result: ProvenAssertion | SsoProblem | null;
  readonly isLive: boolean;
  readonly isOfSession: boolean;
  readonly mfaRequired: boolean | null;
  readonly provisioning: 'invite' | 'jit' | 'scim' | null;
  readonly addressResult: AddressResult;
}

/** What the page knows about its attempt. */
interface AttemptProof {
  readonly attempt: string;
  readonly state: string;
  /** The secret of a response of SAML. */
  readonly result?: string | undefined;
}

/**
 * Uses an attempt up, in the statement that finds it. A wrong secret uses it up, too.
 *
 * @throws DirectoryError `SSO_ATTEMPT_INVALID`
 */
export async function useAttempt(
  call: Call,
  { attempt, state, result = '' }: AttemptProof,
): Promise<UsedAttempt> {
  const presented = secretHash(call.presentedSession ?? '');
  const { rows } = await sql<UsedRow>`
    with used as (delete from public.sso_attempts where state_hash = ${secretHash(state)} returning *)
    select p.*, used.bound_hash, used.purpose, used.nonce, used.verifier, used.result_hash, used.result,
      used.expires_at > now() and (p.active or used.purpose = 'test') as "isLive",
      used.session_id is null or exists (select from public.sessions s
        where s.id = used.session_id and s.secret_hash = ${presented}) as "isOfSession",
      a.mfa_required as "mfaRequired", a.provisioning,
      ${addressResult('dashboard', { address: call.address, isRestricted: true })} as "addressResult"
    from used join public.identity_providers p on p.id = used.idp_id
    left join public.accounts a on a.id = p.account_id`.execute(call.database);
  const [found] = rows;
  if (found === undefined || !isEqual(found.bound_hash, secretHash(attempt))) {
    throw new DirectoryError('SSO_ATTEMPT_INVALID');
  }
  if (!found.isLive || !found.isOfSession) {
    throw new DirectoryError('SSO_ATTEMPT_INVALID');
  }
  const { purpose, nonce, verifier, mfaRequired, provisioning } = found;
  const isProven = isEqual(found.result_hash, secretHash(result));
  const accountId = found.account_id ?? '';
  return {
    purpose,
    nonce,
    verifier:
      verifier === null
        ? ''
        : decrypt(call.settings.keys, verifier, verifierPurpose(found.id)).text,
    proven: isProven ? (found.result ?? undefined) : undefined,
    provider: found,
    account: {
      id: accountId,
      mfaRequired: mfaRequired ?? false,
      addressResult: found.addressResult,
      // The provider is the account's own.
      ssoResult: 'allowed',
    },
    provisioning: provisioning ?? 'invite',
  };
}

/** Returns the fingerprint of the certificate that verified a response of SAML, as events have it. */
export function certificateOf({ proven }: UsedAttempt): { readonly certificate?: string } {
  return proven === undefined || 'problem' in proven ? {} : { certificate: proven.fingerprint };
}

function isEqual(stored: Buffer | null, presented: Buffer): boolean {
  return stored !== null && timingSafeEqual(stored, presented);
}

function verifierPurpose(providerId: string): string {
  return `${providerId} sso attempt`;
}
