import { median } from '../../statistics';
import type { Loaded } from '../target';
import type { SignInResult, Task } from '../tasks';
import { callsOf, requireRefusal } from './callers';
import { nanoseconds, summary } from './latency';

type SignInTask = Extract<Task, { kind: 'sign-in' }>;

/** Measures sign-ins, each after one bare hash, so that a busy machine affects both equally. */
export async function measureSignIn(
  { signIn, bareHash }: Loaded,
  { users, warmUp, requests }: SignInTask,
): Promise<SignInResult> {
  const hash = async () => {
    await bareHash();
    return true;
  };
  await requireRefusal(signIn, users);
  for (const call of [hash, ...callsOf(signIn, users, warmUp)]) await nanoseconds(call);

  const signIns: number[] = [];
  const hashes: number[] = [];
  for (const call of callsOf(signIn, users, requests)) {
    hashes.push(await nanoseconds(hash));
    signIns.push(await nanoseconds(call));
  }
  return {
    signIn: summary(signIns, total(signIns)),
    hash: summary(hashes, total(hashes)),
    beyondHash: median(signIns.map((figure, index) => figure - (hashes[index] ?? 0))),
    ratio: median(signIns.map((figure, index) => figure / (hashes[index] ?? 0))),
  };
}

function total(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}
