import { join } from 'node:path';
import { type Child, startNode } from '../processes/child';
import { PROJECT } from '../projects/project';

/** Where to run the toolkit, and the environment variables it gets on top of the bare ones. */
export interface TwilioRunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a run of the toolkit ended. */
export interface TwilioRunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TWILIO_RUN = join(PROJECT, 'node_modules', 'twilio-run', 'bin', 'twilio-run.js');

/** Starts the project's unmodified `twilio-run`, for example with `['start', '--port', '4000']`. */
export function startTwilioRun(args: readonly string[], { cwd, env }: TwilioRunOptions): Child {
  // A home of its own: the toolkit looks for configuration in the user's.
  const bare = { PATH: process.env['PATH'] ?? '', HOME: cwd };
  return startNode([TWILIO_RUN, ...args], { cwd, env: { ...bare, ...env } });
}

/** Runs the project's unmodified `twilio-run` to its end. */
export async function runTwilioRun(
  args: readonly string[],
  options: TwilioRunOptions,
): Promise<TwilioRunResult> {
  const child = startTwilioRun(args, options);
  const exitCode = await child.exited;
  return { exitCode, stdout: child.stdout(), stderr: child.stderr() };
}
