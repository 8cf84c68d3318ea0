import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../run-command';
import type { Binaries } from './binaries';
import { readPidFile } from './find-running';
import { type ServerUser, serverEnvironment } from './server-user';

/** How to run a server. */
export interface LaunchOptions {
  readonly binaries: Binaries;
  readonly data: string;
  readonly port: number;
  /** `false` gives up what keeps data through a crash of the machine, for speed. */
  readonly durable: boolean;
  /** More settings, which come last. */
  readonly settings: readonly string[];
  /** The file that its messages go to. */
  readonly log: string;
  readonly user: ServerUser | undefined;
}

/** A server that runs. */
export interface Server {
  readonly pid: number;
  /** Ends it: connections are cut, open transactions rolled back. */
  stop(): Promise<void>;
}

const START_MILLISECONDS = 60_000;
const STOP_MILLISECONDS = 10_000;
const FAST: readonly string[] = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=32MB',
  'max_connections=200',
];

// The server is the process that is started. Beside it a shell reads from a pipe to us, which says
// nothing before it closes: when we are gone, however that came, the shell tells the server to end.
const SHELL = `exec 3<&0 </dev/null
( (read -r _ <&3 || kill -INT $$) & )
exec "$@" 3<&-`;

/**
 * Starts a server and waits until it takes connections. It ends with this process, even a killed one
 * (not on Windows).
 *
 * @throws CliError with the end of its messages where it ends before.
 */
export async function launchServer(options: LaunchOptions): Promise<Server> {
  const child = spawnServer(options);
  const failed = once(child, 'error').then(([reason]) => {
    throw new CliError(`Postgres could not be started: ${(reason as Error).message}`);
  });
  await Promise.race([failed, untilReady(child, options)]);
  return { pid: child.pid ?? 0, stop: () => stop(child) };
}

function spawnServer(options: LaunchOptions): ChildProcess {
  const { binaries, data, port, durable, log, user } = options;
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'timezone=UTC',
    ...(durable ? [] : FAST),
    ...options.settings,
  ];
  const command = [binaries.postgres, '-D', data, ...settings.flatMap((text) => ['-c', text])];
  const isWindows = process.platform === 'win32';
  const [program = '', ...parameters] = isWindows
    ? command
    : ['/bin/sh', '-c', SHELL, 'sh', ...command];
  const messages = openSync(log, 'w', 0o600);
  const child = spawn(program, parameters, {
    ...user,
    env: serverEnvironment(),
    // A Ctrl-C in the terminal is ours alone: we end what uses the server first.
    detached: !isWindows,
    stdio: ['pipe', messages, messages],
  });
  closeSync(messages);
  // A line in place of the end: there is no server to end any more.
  child.stdin?.on('error', () => {});
  child.once('exit', () => child.stdin?.end('\n'));
  return child;
}

async function untilReady(child: ChildProcess, { data, log }: LaunchOptions): Promise<void> {
  const end = performance.now() + START_MILLISECONDS;
  while (performance.now() < end) {
    if (hasEnded(child)) break;
    const file = readPidFile(data);
    if (file?.pid === child.pid && file?.isReady) return;
    await delay(20);
  }
  await stop(child);
  const messages = readFileSync(log, 'utf8').trim().split('\n').slice(-10).join('\n');
  throw new CliError(`Postgres did not start. It says:\n${messages}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  // SIGINT is its "fast shutdown", SIGQUIT the immediate one, which recovers at the next start.
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}

// Without an id, it was never started.
function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}
