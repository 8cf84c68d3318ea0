import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, openSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeTempFolder } from '../../test/support/processes/temp-folder';
import { findFreePort } from '../../test/support/servers/free-port';
import { call } from './client';
import type { Directory } from './directory';
import { type Launch, OPEN, type Target } from './target';

const STARTS_WITHIN_MS = 20_000;
const ENDS_WITHIN_MS = 2_000;

/** A server that answers. */
export interface Server {
  /** The leader of its process group. */
  readonly pid: number;
  readonly port: number;
  /** Ends all processes of the server, even while they are busy, and removes its folder. */
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback address, in a separate folder. */
export async function startServer(target: Target, directory: Directory): Promise<Server> {
  const { path: folder, remove } = makeTempFolder('bench-server');
  chmodSync(folder, 0o755);
  const port = await findFreePort();
  const log = join(folder, 'server.log');
  const child = launch(target.prepare({ folder, port, directory }), folder, log);
  const abandon = () => {
    killGroup(child, 'SIGKILL');
    remove();
  };
  process.once('exit', abandon);
  const close = async () => {
    await end(child);
    process.off('exit', abandon);
    remove();
  };
  try {
    await untilAnswering(child, port);
  } catch {
    const printed = readFileSync(log, 'utf8').slice(-2_000);
    await close();
    throw new Error(`${target.name} did not start. It printed:\n${printed}`);
  }
  return { pid: child.pid ?? 0, port, close };
}

// The server's output goes to a file, as in a deployment.
function launch({ command, args, env }: Launch, folder: string, log: string): ChildProcess {
  const file = openSync(log, 'a');
  try {
    return spawn(command, args, {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
      stdio: ['ignore', file, file],
      detached: true,
    });
  } finally {
    closeSync(file);
  }
}

async function untilAnswering(child: ChildProcess, port: number): Promise<void> {
  const agent = new Agent();
  const end = performance.now() + STARTS_WITHIN_MS;
  while (child.exitCode === null && performance.now() < end) {
    const reply = await call({ agent, port, path: OPEN }).catch(() => undefined);
    if (reply?.status === 200) return;
    await delay(50);
  }
  throw new Error('The server does not answer.');
}

// Workers that are hashing survive SIGTERM, so all processes are then killed. None may be left running.
async function end(child: ChildProcess): Promise<void> {
  const ended = hasEnded(child) ? Promise.resolve() : once(child, 'exit');
  if (!hasEnded(child)) child.kill('SIGTERM');
  await Promise.race([ended, delay(ENDS_WITHIN_MS)]);
  killGroup(child, 'SIGKILL');
  await ended;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // The group has no processes left.
  }
}
