import { randomInt } from 'node:crypto';
import type { Call } from '../target';

/** Returns calls of random users. */
export function callsOf(make: (user: number) => Call, users: number, count: number): Call[] {
  return Array.from({ length: count }, () => make(randomInt(users)));
}

/** Requires a target to refuse an unknown caller, because a target that accepts all callers is fast. */
export async function requireRefusal(make: (user: number) => Call, users: number): Promise<void> {
  const isAccepted = await make(users)();
  if (isAccepted) throw new Error('An unknown credential was accepted.');
}
