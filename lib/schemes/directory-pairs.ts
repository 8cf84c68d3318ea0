import type { VerifiedElsewhere } from '../credentials/elsewhere';
import { nameDigest } from '../credentials/name-digest';
import { BUSY, INVALID, invalid } from '../credentials/refusals';
import { readEmail } from '../directory/email';
import type { Identity } from '../directory/identity';
import type { CheckedPair } from '../directory/pairs/directory-pairs';
import type { BasicCredentials } from '../http/basic-authorization';
import type { ThrottleStore } from '../throttle/throttle-store';
import { readToken, type TokenRead } from '../tokens/token-form';
import type { Outcome } from '../types';
import { directoryPrincipal } from './directory-principal';
import { KIND_WRONG, worthOf } from './directory-tokens';
import type { Directory } from './use-directory';

const NAME = 'basic';

/**
 * Users of the directory with their password, and users and service users with an authtoken in its
 * place.
 *
 * @param accountId - the one account whose callers count; undefined: a password counts for users of one
 *   account, a token for its own.
 */
export function directoryPairs(
  directory: Directory,
  accountId: string | undefined,
): VerifiedElsewhere {
  return {
    // A token cannot be guessed.
    needsNoBrake: (digest, { password }) =>
      readToken(password) !== undefined || directory.part().pairs.wasRight(digest),
    async find(digest, pair, context) {
      const token = readToken(pair.password);
      if (token !== undefined) return byToken(token, pair);
      return outcomeOf(await directory.part().pairs.check({ pair, digest, accountId }));

      async function byToken(read: TokenRead, { username, password }: BasicCredentials) {
        if (read.kind !== 'authtoken') return KIND_WRONG;
        const id = `${read.prefix}_${read.id}`;
        const found = await directory.part().credential({ id, token: password });
        const isLive = typeof found === 'object' && found !== null;
        if (isLive && !isMeant(found.identity, username, accountId)) return INVALID;
        return worthOf(found, NAME, context);
      }
    },
  };
}

/** The brake of the directory, which counts wrong passwords in all containers together. */
export function directoryThrottle(directory: Directory): ThrottleStore {
  return {
    attempt: (name) => directory.part().pairs.throttle.attempt(name),
    forgive: (name) => directory.part().pairs.throttle.forgive(name),
  };
}

/** What {@link directoryThrottle} counts a name by: for an address, as the log-in does. */
export function directoryName(username: string): string {
  return readEmail(username)?.key ?? nameDigest(username);
}

function outcomeOf(checked: CheckedPair): Outcome {
  if ('identity' in checked) {
    return { status: 'accepted', principal: directoryPrincipal(NAME, checked.identity) };
  }
  const { reason, email } = checked;
  if (reason === 'BUSY') return BUSY;
  if (reason === 'WRONG') return invalid(email);
  return { status: 'refused', code: reason, username: email };
}

function isMeant(identity: Identity, username: string, accountId: string | undefined): boolean {
  if (accountId !== undefined && identity.accountId !== accountId) return false;
  const keyOf = identity.userId === undefined ? nameKey : emailKey;
  const key = keyOf(username);
  return key !== undefined && key === keyOf(identity.name);
}

function emailKey(text: string): string | undefined {
  return readEmail(text)?.key;
}

function nameKey(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
