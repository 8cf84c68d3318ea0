import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { ROOT } from './paths';

/** Runs the project's own twilio-run, with the terminal handed on. */
export function twilioRun(...parameters: readonly string[]): ChildProcess {
  const bin = join(dirname(require.resolve('twilio-run/package.json')), 'bin', 'twilio-run.js');
  return spawn(process.execPath, [bin, ...parameters], { cwd: ROOT, stdio: 'inherit' });
}

/** Waits for the end of a process, and hands the signals that this one gets on to it. */
export function untilExit(child: ChildProcess): Promise<number> {
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(signal === null ? (code ?? 1) : 0);
    });
  });
}
