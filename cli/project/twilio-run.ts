import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { ROOT } from './paths';

/** Runs the project's own twilio-run in this terminal. */
export function twilioRun(...parameters: readonly string[]): ChildProcess {
  const bin = join(dirname(require.resolve('twilio-run/package.json')), 'bin', 'twilio-run.js');
  return spawn(process.execPath, [bin, ...parameters], { cwd: ROOT, stdio: 'inherit' });
}

/**
 * Waits for the end of a child process. Forwards signals to it, and ends it if this process's own parent has ended,
 * because npm stops only its shell.
 *
 * @returns the exit code of the child, or 0 if a signal ended it.
 */
export function untilExit(child: ChildProcess): Promise<number> {
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, forward);
      resolve(signal === null ? (code ?? 1) : 0);
    });
  });
}
