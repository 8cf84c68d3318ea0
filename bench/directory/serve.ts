import { coldStart } from './children/cold-start';
import { measureChanges } from './children/measure-changes';
import { measureChecks } from './children/measure-checks';
import { measureColdChecks } from './children/measure-cold-checks';
import { measureConcurrentChanges } from './children/measure-concurrent-changes';
import { measureLoad } from './children/measure-load';
import { measurePasskeys } from './children/measure-passkeys';
import { measureEvents, measureMembers } from './children/measure-reads';
import { measureSignIn } from './children/measure-sign-in';
import { measureSmall } from './children/measure-small';
import { roundTrips } from './children/round-trips';
import type { Load } from './target';
import type { Task } from './tasks';

/** Runs the task from the command line on a target, and prints its result as JSON. */
export function serve(load: Load): void {
  run(load, JSON.parse(process.argv[2] ?? '')).then(
    (result) => process.stdout.write(JSON.stringify(result)),
    (reason: unknown) => {
      console.error(reason);
      process.exit(1);
    },
  );
}

async function run(load: Load, task: Task): Promise<unknown> {
  if (task.kind === 'cold-start') return coldStart(load, task);
  if (task.kind === 'round-trips') return roundTrips(load, task);
  if (task.kind === 'load') return measureLoad(load, task);
  if (task.kind === 'small') return measureSmall(load, task);
  const loaded = await load(task.database, task.variant);
  try {
    if (task.kind === 'checks') return await measureChecks(loaded, task);
    if (task.kind === 'changes') return await measureChanges(loaded, task);
    if (task.kind === 'concurrent-changes') return await measureConcurrentChanges(loaded, task);
    if (task.kind === 'sign-in') return await measureSignIn(loaded, task);
    if (task.kind === 'cold-checks') return await measureColdChecks(loaded, task);
    if (task.kind === 'members') return await measureMembers(loaded, task);
    if (task.kind === 'passkeys') return await measurePasskeys(loaded, task);
    return await measureEvents(loaded, task);
  } finally {
    await loaded.close();
  }
}
