import { join } from 'node:path';
import { type Child, startNode } from '../processes/child';
import { PROJECT } from '../projects/project';

/** The folder in which the toolkit runs, and its additional environment variables. */
export interface TwilioRunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The result of a run of the toolkit. */
export interface TwilioRunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TWILIO_RUN = join(PROJECT, 'node_modules', 'twilio-run', 'bin', 'twilio-run.js');

/** Starts the project's unmodified `twilio-run`, for example with `['start', '--port', '4000']`. */
export function startTwilioRun(args: readonly string[], { cwd, env }: TwilioRunOptions): Child {
  // The process has its own home folder, because the toolkit reads configuration from the user's.
  const bare = { PATH: process.env['PATH'] ?? '', HOME: cwd };
  return startNode([TWILIO_RUN, ...args], { cwd, env: { ...bare, ...env } });
}

/** Runs the project's unmodified `twilio-run` until it ends. */
export async function runTwilioRun(
  args: readonly string[],
  options: TwilioRunOptions,
): Promise<TwilioRunResult> {
  const child = startTwilioRun(args, options);
  const exitCode = await child.exited;
  return { exitCode, stdout: child.stdout(), stderr: child.stderr() };
}
