import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, openSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from '../../test/support/free-port';
import { makeTempFolder } from '../../test/support/temp-folder';
import { call } from './client';
import type { Directory } from './directory';
import { type Contestant, type Launch, OPEN } from './target';

const STARTS_WITHIN_MS = 20_000;
const ENDS_WITHIN_MS = 2_000;

/** A server that answers. */
export interface Server {
  /** The leader of its process group. */
  readonly pid: number;
  readonly port: number;
  /** Ends all its processes, whatever they are at, and removes its folder. */
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback address, in a folder of its own. */
export async function startServer(contestant: Contestant, directory: Directory): Promise<Server> {
  const { path: folder, remove } = makeTempFolder('bench-server');
  chmodSync(folder, 0o755);
  const port = await findFreePort();
  const log = join(folder, 'server.log');
  const child = launch(contestant.prepare({ folder, port, directory }), folder, log);
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
    throw new Error(`${contestant.name} did not start. It printed:\n${printed}`);
  }
  return { pid: child.pid ?? 0, port, close };
}

// What a server prints goes to a file, as it does where one is deployed.
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
  throw new Error('It does not answer.');
}

// Workers that are busy hashing outlive the polite signal; nothing of a server may stay behind.
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
    // Nobody is left in it.
  }
}
