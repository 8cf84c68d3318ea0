import type { BasicSignInResult } from '../../directory/passwords/basic-sign-in';
import type { BasicCredentials } from '../../http/basic-authorization';
import { readToken, type TokenRead } from '../../tokens/token-format';
import type { Outcome } from '../../types';
import { directoryPrincipal, KIND_WRONG, worthOf } from '../directory/directory-tokens';
import type { Directory } from '../directory/load-directory';
import type { PairRules } from './check-password';
import type { VerifiedElsewhere } from './custom-verifier';
import { busy, invalid } from './refusals';

const NAME = 'basic';

/**
 * Users of the directory with their password, and users and service users with an authtoken in its
 * place.
 *
 * @param account - the one account whose callers count; undefined: a password counts for users of one
 *   account, a token for its own.
 */
export function directoryPairs(
  directory: Directory,
  account: string | undefined,
): VerifiedElsewhere {
  return {
    // A token cannot be guessed.
    needsNoBrake: (digest, { password }) =>
      readToken(password) !== undefined || directory.part().basicSignIn.wasVerified(digest),
    async find(digest, pair, context) {
      const token = readToken(pair.password);
      if (token !== undefined && token.type !== 'authtoken') return KIND_WRONG;
      if (token !== undefined)
        return worthOf(await byToken(token, pair), { scheme: NAME, account }, context);
      return outcomeOf(
        await directory.part().basicSignIn.check({ credentials: pair, digest, accountId: account }),
      );
    },
  };

  async function byToken({ prefix, id }: TokenRead, { username, password }: BasicCredentials) {
    const part = directory.part();
    const found = await part.credential({ id: `${prefix}_${id}`, token: password });
    if (found === null || found === 'expired') return found;
    return part.isUsernameOf(found.identity, username) ? found : null;
  }
}

/** The directory's own brake, and what it counts a username by. */
export function directoryBrake(directory: Directory): Pick<PairRules, 'throttle' | 'nameOf'> {
  return {
    throttle: {
      consume: (name) => directory.part().basicSignIn.throttle.consume(name),
      refund: (name) => directory.part().basicSignIn.throttle.refund(name),
    },
    nameOf: (username) => directory.part().basicSignIn.throttleNameOf(username),
  };
}

function outcomeOf(checked: BasicSignInResult): Outcome {
  if ('identity' in checked) {
    return { status: 'accepted', principal: directoryPrincipal(NAME, checked.identity) };
  }
  if (checked.reason === 'OVERLOADED') return busy(checked.retryAfterSeconds);
  const { reason, email } = checked;
  if (reason === 'WRONG') return invalid(email);
  return { status: 'refused', code: reason, username: email };
}
