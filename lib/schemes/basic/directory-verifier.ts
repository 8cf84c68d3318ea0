import type { BasicSignInResult } from '../../directory/passwords/basic-sign-in';
import type { BasicCredentials } from '../../http/basic-authorization';
import { type ParsedToken, parseToken } from '../../tokens/token-format';
import type { Outcome } from '../../types';
import {
  credentialOutcome,
  directoryPrincipal,
  TYPE_MISMATCH,
} from '../directory/directory-tokens';
import type { Directory } from '../directory/load-directory';
import { addressRefusal, requestAddress } from '../directory/request-address';
import type { PasswordCheckOptions } from './check-password';
import type { PasswordVerifier } from './custom-verifier';
import { invalidCredentials, overloaded } from './refusals';

const NAME = 'basic';

/**
 * Creates a verifier for the directory's users with their password, and for its users and service users
 * with an authtoken in place of the password.
 *
 * @param account - the one account whose callers are accepted. `undefined` accepts a password from users
 *   of a single account, and a token for its own account.
 */
export function directoryVerifier(
  directory: Directory,
  account: string | undefined,
): PasswordVerifier {
  return {
    // A token cannot be guessed.
    skipsThrottle: (digest, { password }) =>
      parseToken(password) !== undefined || directory.lookups().basicSignIn.wasVerified(digest),
    async verify(digest, presented, context) {
      const token = parseToken(presented.password);
      if (token !== undefined && token.type !== 'authtoken') return TYPE_MISMATCH;
      if (token !== undefined)
        return credentialOutcome(
          await byToken(token, presented, context),
          { scheme: NAME, account },
          context,
        );
      const from = requestAddress(context);
      const attempt = { credentials: presented, digest, accountId: account, from };
      return outcomeOf(await directory.lookups().basicSignIn.check(attempt), context);
    },
  };

  async function byToken(
    { prefix, id }: ParsedToken,
    { username, password }: BasicCredentials,
    context: object,
  ) {
    const lookups = directory.lookups();
    const from = requestAddress(context);
    const found = await lookups.credential({ id: `${prefix}_${id}`, token: password, from });
    if (found === null || found === 'expired') return found;
    return lookups.isUsernameOf(found.identity, username) ? found : null;
  }
}

/** Returns the directory's own throttle and its key of a username. */
export function directoryThrottle(
  directory: Directory,
): Pick<PasswordCheckOptions, 'throttle' | 'addressThrottle' | 'keyOf'> {
  const addresses = () => directory.lookups().basicSignIn.addressThrottle;
  return {
    addressThrottle: {
      consume: (network) => addresses().consume(network),
      refund: (network) => addresses().refund(network),
    },
    throttle: {
      consume: (name) => directory.lookups().basicSignIn.throttle.consume(name),
      refund: (name) => directory.lookups().basicSignIn.throttle.refund(name),
    },
    keyOf: (username) => directory.lookups().basicSignIn.throttleNameOf(username),
  };
}

function outcomeOf(checked: BasicSignInResult, context: object): Outcome {
  if ('identity' in checked) {
    const refusal = addressRefusal(checked, context);
    if (refusal !== undefined) return refusal;
    return { status: 'accepted', principal: directoryPrincipal(NAME, checked.identity) };
  }
  if (checked.reason === 'OVERLOADED') return overloaded(checked.retryAfterSeconds);
  const { reason, email } = checked;
  if (reason === 'WRONG') return invalidCredentials(email);
  return { status: 'refused', code: reason, username: email };
}
