import type { Upload } from '../project/deploy-manifest';
import { type InspectedFunction, loadFunction, type ProbeResult } from './inspect-function';
import { probeFunction } from './probe-function';
import { provideRuntime } from './provide-runtime';

/** The task of this process. */
export interface ChildTask {
  readonly root: string;
  readonly uploads: readonly Upload[];
  /** The uploads to load and call, in this order. */
  readonly functions: readonly Upload[];
  readonly variables: Readonly<Record<string, string>>;
  readonly isProbed: boolean;
}

/**
 * A message of this process: that it is ready; then, for each Function, its inspection, the results after each call,
 * and that its calls are complete.
 */
export type ChildMessage =
  | 'ready'
  | { readonly loaded: InspectedFunction }
  | { readonly probe: ProbeResult }
  | 'done';

// Loads and calls Functions in a separate process, because a Function may print, hang or exit. The Functions
// themselves cannot send messages.
const send = process.send?.bind(process);
const say = (message: ChildMessage) => new Promise((resolve) => send?.(message, resolve));
process.once('message', (task: ChildTask) => {
  inspectAll(task).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
send?.('ready' satisfies ChildMessage);

async function inspectAll(task: ChildTask): Promise<void> {
  const { root, uploads, functions, variables, isProbed } = task;
  delete process.send;
  process.chdir(root);
  Object.assign(process.env, variables);
  provideRuntime(root, uploads);
  // Errors that a Function leaves behind do not end the process. The parent process ends an unanswered call.
  process.on('unhandledRejection', () => undefined);
  process.on('uncaughtException', () => undefined);
  setInterval(() => undefined, 60_000);
  process.once('disconnect', () => process.exit(1));
  for (const upload of functions) {
    const { found, handler, mark } = loadFunction({ root, upload, variables });
    await say({ loaded: found });
    const { path, schemes } = found;
    const onResult = (probe: ProbeResult) => void say({ probe });
    if (isProbed && handler !== undefined) {
      await probeFunction({ handler, mark, schemes, path, variables, onResult });
    }
    await say('done');
  }
}
