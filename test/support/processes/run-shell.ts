import { spawn } from 'node:child_process';
import { type Child, watchChild } from './child';

/** The folder in which commands run, and their environment variables in addition to `PATH`. */
export interface ShellOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts the commands of a guide in `sh`, as a reader types them. The first failure ends the shell. `stop` ends every
 * process that they have started.
 */
export function startShell(commands: string, { cwd, env = {} }: ShellOptions): Child {
  const bare = { PATH: process.env['PATH'] ?? '', HOME: cwd, npm_config_update_notifier: 'false' };
  const shell = spawn('sh', ['-ec', commands], {
    cwd,
    env: { ...bare, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // The shell has its own process group, because npm does not forward signals.
    detached: true,
  });
  const child = watchChild(shell);
  return {
    ...child,
    async stop() {
      if (shell.exitCode === null && shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
      await child.exited;
    },
  };
}

/** Runs commands until they end. Rejects with their output if one fails. */
export async function runShell(commands: string, options: ShellOptions): Promise<string> {
  const child = startShell(commands, options);
  if ((await child.exited) === 0) return child.stdout();
  throw new Error(`These commands failed:\n${commands}\n${child.logs()}`);
}
