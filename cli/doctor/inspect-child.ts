import type { Upload } from '../project/deploy-manifest';
import { type InspectedFunction, loadFunction, type ProbeResult } from './inspect-function';
import { probeFunction } from './probe-function';
import { provideRuntime } from './provide-runtime';

/** What this process is asked to do. */
export interface ChildTask {
  readonly root: string;
  readonly uploads: readonly Upload[];
  /** Those of the uploads that are to be loaded and asked, in this order. */
  readonly functions: readonly Upload[];
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * What this process says: that it is ready; then of one Function after the other, as what it was
 * loaded, what is known after each call, and that it was asked to the end.
 */
export type ChildMessage =
  | 'ready'
  | { readonly loaded: InspectedFunction }
  | { readonly asked: ProbeResult }
  | 'done';

// Loads and asks Functions apart from the process that wants to know, since a Function may print, hang
// or exit. The Functions themselves have no way to send a message.
const send = process.send?.bind(process);
const say = (message: ChildMessage) => new Promise((resolve) => send?.(message, resolve));
process.once('message', (task: ChildTask) => {
  inspectAll(task).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
send?.('ready' satisfies ChildMessage);

async function inspectAll({ root, uploads, functions, variables }: ChildTask): Promise<void> {
  delete process.send;
  process.chdir(root);
  Object.assign(process.env, variables);
  provideRuntime(root, uploads);
  // What a Function leaves behind ends nothing. A call that is never answered waits to be ended, by the
  // process that asks or with it.
  process.on('unhandledRejection', () => undefined);
  process.on('uncaughtException', () => undefined);
  setInterval(() => undefined, 60_000);
  process.once('disconnect', () => process.exit(1));
  for (const upload of functions) {
    const { found, handler, mark } = loadFunction({ root, upload, variables });
    await say({ loaded: found });
    const { path, schemes } = found;
    const onResult = (asked: ProbeResult) => void say({ asked });
    if (handler !== undefined) {
      await probeFunction({ handler, mark, schemes, path, variables, onResult });
    }
    await say('done');
  }
}
