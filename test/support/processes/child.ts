import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process of a test, with its output. */
export interface Child {
  readonly process: ChildProcess;
  /** Returns its stdout and stderr in the order of arrival. */
  logs(): string;
  stdout(): string;
  stderr(): string;
  /** Resolves to the exit code when the process has ended, or to 1 if a signal ended it. */
  readonly exited: Promise<number>;
  /** Resolves when a text was printed. Rejects with the output if the process ends first. */
  printed(text: string): Promise<void>;
  /** Ends the process by its id and waits until it has ended. */
  stop(): Promise<void>;
}

/** Starts a script with this Node.js. Its environment is only `env`, and nothing is inherited. */
export function startNode(
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd'> & { readonly env: Readonly<Record<string, string>> },
): Child {
  const { cwd, env } = options;
  const started = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return watchChild(started);
}

/** Collects what a child process prints, and ends it on demand. */
export function watchChild(child: ChildProcess): Child {
  const printed: { readonly stream: 'stdout' | 'stderr'; readonly text: string }[] = [];
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8');
    child[stream]?.on('data', (text: string) => printed.push({ stream, text }));
  }
  const exited = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : 1));
  const read = (only?: 'stdout' | 'stderr') =>
    printed.flatMap(({ stream, text }) => (only && only !== stream ? [] : [text])).join('');

  return {
    process: child,
    logs: () => read(),
    stdout: () => read('stdout'),
    stderr: () => read('stderr'),
    exited,
    printed: (text) => waitForText(child, text, read, exited),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}

function waitForText(
  child: ChildProcess,
  text: string,
  read: () => string,
  exited: Promise<number>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!read().includes(text)) return;
      child.stdout?.off('data', look);
      child.stderr?.off('data', look);
      resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    look();
    exited.then(
      (code) => reject(new Error(`It ended with ${code} and printed:\n${read()}`)),
      reject,
    );
  });
}
