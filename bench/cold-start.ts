import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { ASSET, JWT_ASSET } from './compile';
import { type LoadProfile, type Section, table } from './report';
import { median } from './statistics';

const LIMIT_MS = 5;
const LIMIT_BYTES = 25_000;

// Globals of the platform, which are not part of the measurement.
const GLOBALS = 'globalThis.Twilio = {}; globalThis.Runtime = {};';
const LOAD = `${GLOBALS} require(${JSON.stringify(ASSET)});`;
const LOAD_BOTH = `${LOAD} require(${JSON.stringify(JWT_ASSET)});`;
const LOAD_TIMED = `${GLOBALS} const start = performance.now(); require(${JSON.stringify(ASSET)});
process.stdout.write(String(performance.now() - start));`;

/** Measures the time that loading the asset adds to the start of a process, and the asset's size. */
export async function coldStart({ quick }: LoadProfile): Promise<Section> {
  const rounds = quick ? 5 : 100;
  const bare: number[] = [];
  const loading: number[] = [];
  const both: number[] = [];
  const inside: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(startMs(GLOBALS));
    loading.push(startMs(LOAD));
    both.push(startMs(LOAD_BOTH));
    inside.push(Number(node(LOAD_TIMED)));
  }
  const added = median(loading.map((ms, round) => ms - (bare[round] ?? 0)));
  const addedByJwt = median(both.map((ms, round) => ms - (loading[round] ?? 0)));
  const bytes = minifiedBytes(ASSET);
  return {
    title: 'Cold start',
    lines: table(
      ['what', 'median'],
      [
        ['a bare Node process, start to end', milliseconds(median(bare))],
        ['the same, loading the asset', milliseconds(median(loading))],
        ['difference within each round', milliseconds(added)],
        ['the `require` alone, measured inside the process', milliseconds(median(inside))],
        ['the asset as deployed', `${readFileSync(ASSET).length} bytes`],
        ['the asset minified', `${bytes} bytes`],
        ['loading `/jwt.js` as well, only if JWTs are used', milliseconds(addedByJwt)],
        ['`/jwt.js`, including jose, minified', `${minifiedBytes(JWT_ASSET)} bytes`],
      ],
    ),
    goals: [
      {
        goal: 'cold start: the asset loads in under 5 ms beyond a bare Node process',
        measured: milliseconds(added),
        reached: added < LIMIT_MS,
      },
      {
        goal: 'the asset is under 25 kB minified',
        measured: `${(bytes / 1_000).toFixed(1)} kB`,
        reached: bytes < LIMIT_BYTES,
      },
    ],
  };
}

function startMs(code: string): number {
  const start = performance.now();
  node(code);
  return performance.now() - start;
}

function node(code: string): string {
  return execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' });
}

function minifiedBytes(asset: string): number {
  const { code } = transformSync(readFileSync(asset, 'utf8'), {
    minify: true,
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
  });
  return Buffer.byteLength(code);
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}
