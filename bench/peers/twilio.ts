import { lastOf } from '../callers';
import { type Contestant, ONE_USER } from '../target';
import { requirePeer } from './load-peer';

interface RuntimeHelpers {
  isAuthenticated(context: object, event: object): boolean;
}

/** Throws where the field is missing, so a caller that wants a 401 has to catch. */
export const runtimeHelpers: Contestant = {
  name: '@twilio-labs/runtime-helpers 0.1.2',
  sizes: ONE_USER,
  create(users) {
    const { isAuthenticated } = requirePeer<RuntimeHelpers>(
      '@twilio-labs/runtime-helpers/dist/auth',
    );
    const { username, password } = lastOf(users);
    const context = { AUTH_USERNAME: username, AUTH_PASSCODE: password };
    return (authorization) => {
      try {
        return isAuthenticated(context, { request: { headers: { authorization } } });
      } catch {
        return false;
      }
    };
  },
};

/**
 * What the Function in Twilio's documentation does, in our words: it takes the second word of the
 * field, decodes it, splits it at colons and compares the first two parts with `!==`. It throws on a
 * field without a second word, and takes `pa:anything` for the password `pa`.
 */
export const quickstart: Contestant = {
  name: "Twilio's quickstart (equivalent)",
  sizes: ONE_USER,
  create(users) {
    const expected = lastOf(users);
    return (authorization) => {
      if (!authorization) return false;
      try {
        return isPair(authorization, expected.username, expected.password);
      } catch {
        return false;
      }
    };
  },
};

function isPair(authorization: string, username: string, password: string): boolean {
  const token = authorization.split(' ')[1] as string;
  const parts = Buffer.from(token, 'base64').toString().split(':');
  if (parts[0] !== username) return false;
  return !(parts[1] !== password);
}
