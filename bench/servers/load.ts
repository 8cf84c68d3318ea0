import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeTempFolder } from '../../test/support/processes/temp-folder';
import { basicHeader } from '../callers';
import type { Directory } from './directory';
import { pathOf } from './programs';
import { GUARDED, OPEN, type Target } from './target';

const run = promisify(execFile);
const SCRIPT = join(__dirname, 'load.lua');

/** The kinds of load: without auth, with some kind of credentials, or without credentials. */
export const LOADS = ['open', 'valid', 'wrong', 'unknown', 'missing'] as const;
export type Load = (typeof LOADS)[number];

/** The options of a load. */
export interface LoadOptions {
  readonly target: Target;
  readonly directory: Directory;
  readonly port: number;
  readonly load: Load;
  readonly seconds: number;
}

/** The result of a load. */
export interface LoadResult {
  readonly answersPerSecond: number;
  /** The fraction of the answers that are 429, which ask the caller to wait. */
  readonly throttled: number;
  /** The fraction of the answers that are neither 401 nor 429. */
  readonly other: number;
}

interface Printed {
  readonly requests: number;
  readonly microseconds: number;
  readonly refusals: number;
  readonly unconnected: number;
  readonly throttled: number;
  readonly other: number;
}

/** Loads a server with wrk, over 32 connections that are always busy. */
export async function loadServer(options: LoadOptions): Promise<LoadResult> {
  const { path, remove } = makeTempFolder('bench-load');
  try {
    const { stdout } = await run(pathOf('wrk'), parameters(options, path));
    const printed = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Printed;
    checkAnswers(options, printed);
    const { requests, microseconds, throttled, other } = printed;
    const fraction = (count: number) => (requests === 0 ? 0 : count / requests);
    return {
      answersPerSecond: requests / (microseconds / 1e6),
      throttled: fraction(throttled),
      other: fraction(other),
    };
  } finally {
    remove();
  }
}

function parameters(options: LoadOptions, folder: string): string[] {
  const { target, directory, port, load, seconds } = options;
  const url = `http://127.0.0.1:${port}${load === 'open' ? OPEN : GUARDED}`;
  const authorization = basicHeader(directory.caller).toString('latin1');
  const header = load === 'valid' ? ['-H', `Authorization: ${authorization}`] : [];
  // Reading every answer slows wrk down, so it does so only if several kinds of answers are possible.
  const fresh = load === 'wrong' || load === 'unknown';
  const statuses = fresh && target.throttles ? 'statuses' : 'no-statuses';
  return [
    ...['-t2', '-c32', `-d${seconds}s`, '--timeout', '60s', '-s', SCRIPT, ...header, url, '--'],
    ...[statuses, String(randomInt(2 ** 31 - 9)), ...(fresh ? [whoCalls(options, folder)] : [])],
  ];
}

function whoCalls({ load, directory }: LoadOptions, folder: string): string {
  if (load === 'unknown') return 'strangers';
  const file = join(folder, 'openings');
  writeFileSync(file, directory.users.map(({ username }) => `${opening(username)}\n`).join(''));
  return file;
}

function opening(username: string): string {
  const text = `${username}:`;
  return Buffer.from(text.padEnd(Math.ceil(text.length / 3) * 3, '.')).toString('base64');
}

// wrk reopens a connection that the server closes. Apache closes connections when it ends a process.
function checkAnswers({ target, load }: LoadOptions, printed: Printed): void {
  const { requests, refusals, unconnected } = printed;
  const expected = load === 'open' || load === 'valid' ? 0 : requests;
  if (refusals === expected && unconnected === 0) return;
  throw new Error(
    `${target.name}, ${load}: of ${requests} requests ${refusals} were refused; ${unconnected} connections failed.`,
  );
}
