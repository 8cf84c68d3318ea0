import { ONE_USER, type Target } from '../target';
import { type Check, constantTimeCheck } from './constant-time-check';
import { importPeer } from './load-peer';

interface H3 {
  requireBasicAuth(
    event: object,
    options:
      | { readonly username: string; readonly password: string }
      | { readonly validate: Check },
  ): Promise<boolean>;
}

/** The only measured case, because h3 sleeps up to 99 ms before every refusal. */
const SUCCESS = ['valid'] as const;

export const h3: Target = {
  name: 'h3 2.0.8 requireBasicAuth',
  sizes: ONE_USER,
  cases: SUCCESS,
  async create([user = { username: '', password: '' }]) {
    const { requireBasicAuth } = await importPeer<H3>('h3');
    const options = { ...user };
    return (authorization) => requireBasicAuth(eventWith(authorization), options);
  },
};

export const h3Validate: Target = {
  name: 'h3 2.0.8 requireBasicAuth + constant-time check',
  cases: SUCCESS,
  async create(users) {
    const { requireBasicAuth } = await importPeer<H3>('h3');
    const options = { validate: constantTimeCheck(users) };
    return (authorization) => requireBasicAuth(eventWith(authorization), options);
  },
};

function eventWith(authorization: string | undefined) {
  return { context: {}, req: { headers: { get: () => authorization ?? null } } };
}
