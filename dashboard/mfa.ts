import type { paths } from '../client/api';
import { send } from './ask';
import { signal } from './signal';

/** The user's second factors. */
export type Mfa =
  paths['/account/show-mfa']['get']['responses'][200]['content']['application/json'];

/** Returns the number of a user's second factors. Recovery codes replace any of them. */
export function countFactors({ app, passkeys, phone }: Mfa): number {
  return (app === null ? 0 : 1) + passkeys + (phone === null ? 0 : 1);
}

/** Users with this number of recovery codes, or fewer, are asked to make new ones. */
export const TOO_FEW_CODES = 2;

/** The second factors as the service last returned them. */
export const mfa = signal<Mfa | undefined>(undefined);

/** Asks the service for the second factors. */
export async function loadMfa(): Promise<void> {
  const answer = await send((client) => client.GET('/account/show-mfa'));
  if ('data' in answer) mfa.value = answer.data;
}
