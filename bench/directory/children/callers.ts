import { randomInt } from 'node:crypto';
import type { Call } from '../target';

/** Calls of users drawn by lot. */
export function callsOf(make: (user: number) => Call, users: number, count: number): Call[] {
  return Array.from({ length: count }, () => make(randomInt(users)));
}

/** Makes sure that a contestant tells callers apart: whoever lets everybody in is fast. */
export async function mustRefuse(make: (user: number) => Call, users: number): Promise<void> {
  const isAccepted = await make(users)();
  if (isAccepted) throw new Error('An unknown credential was let in.');
}
