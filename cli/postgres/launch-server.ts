import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../run-command';
import type { Binaries } from './binaries';
import { readPidFile } from './find-running';
import { type ServerUser, serverEnvironment } from './server-user';

/** The options of a server. */
export interface LaunchOptions {
  readonly binaries: Binaries;
  readonly data: string;
  readonly port: number;
  /** `false` is faster, but loses data if the machine crashes. */
  readonly durable: boolean;
  /** More settings, which override others. */
  readonly settings: readonly string[];
  /** The file of its messages. */
  readonly log: string;
  readonly user: ServerUser | undefined;
}

/** A running server. */
export interface Server {
  readonly pid: number;
  /** Stops the server: cuts connections and rolls back open transactions. */
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

// The started process becomes the server. A second shell reads from a pipe to this process, which closes when this
// process ends for any reason. The shell then stops the server.
const SHELL = `exec 3<&0 </dev/null
( (read -r _ <&3 || kill -INT $$) & )
exec "$@" 3<&-`;

/**
 * Starts a server and waits until it accepts connections. Except on Windows, it ends with this process, even if this
 * process is killed.
 *
 * @throws CliError with the server's last messages if it ends before.
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
    // Ctrl-C in the terminal must not reach the server, because its clients end first.
    detached: !isWindows,
    stdio: ['pipe', messages, messages],
  });
  closeSync(messages);
  // A line, because the server has ended and needs no signal.
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
  throw new CliError(`Postgres did not start. Its last messages:\n${messages}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  // SIGINT requests a fast shutdown. SIGQUIT requests an immediate one, with a recovery at the next start.
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}

// A process without an id was never started.
function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}
