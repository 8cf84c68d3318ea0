import { lastOf } from '../callers';
import { ONE_USER, type Target } from '../target';
import { requirePeer } from './load-peer';

interface RuntimeHelpers {
  isAuthenticated(context: object, event: object): boolean;
}

/** Twilio's helper. It throws if the header is missing, so a 401 requires a catch. */
export const runtimeHelpers: Target = {
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
 * An equivalent of the Function in Twilio's documentation. It decodes the second word of the header,
 * splits it at colons and compares the first two parts with `!==`. It throws if the header has no second
 * word, and accepts `pa:anything` as the password `pa`.
 */
export const quickstart: Target = {
  name: "Twilio's quickstart (equivalent)",
  sizes: ONE_USER,
  create(users) {
    const expected = lastOf(users);
    return (authorization) => {
      if (!authorization) return false;
      try {
        return matches(authorization, expected.username, expected.password);
      } catch {
        return false;
      }
    };
  },
};

function matches(authorization: string, username: string, password: string): boolean {
  const token = authorization.split(' ')[1] as string;
  const parts = Buffer.from(token, 'base64').toString().split(':');
  if (parts[0] !== username) return false;
  return !(parts[1] !== password);
}
