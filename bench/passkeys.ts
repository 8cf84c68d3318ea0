import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets, PLUGINS, SHORTENED } from '../cli/project/build-service';
import { pgForNodePlugin } from '../cli/project/pg-for-node-plugin';
import type { NewPasskey, PasskeyVerifier } from '../lib/passkeys/index';
import { RECORDED } from '../test/support/passkeys/ceremonies';
import { median } from './statistics';

// Measures /passkeys.js: what a cold start pays for it, with and without the parts that the build omits, and what a
// verification takes. docs/adr/0036-passkeys-library.md has the figures.
//
//   node --import tsx bench/passkeys.ts

const STARTS = 31;
const VERIFICATIONS = 500;
const PARTS = ['passkeys', 'directory', 'auth'];

/** Prints the processor time and the memory that one file costs in a new process. */
const LOAD = `
  require('node:crypto');
  gc();
  const memory = process.memoryUsage().rss;
  const before = process.cpuUsage();
  require(process.argv[1]);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify([(user + system) / 1000, (process.memoryUsage().rss - memory) / 1e6]));`;

type Load = readonly [milliseconds: number, megabytes: number];

function loadOnce(file: string): Load {
  const output = execFileSync(process.execPath, ['--expose-gc', '-e', LOAD, file]);
  return JSON.parse(output.toString());
}

/** Prints the medians of several files. The rounds alternate, so that a busy moment affects every file. */
function measureLoads(files: ReadonlyMap<string, string>): void {
  const loads = new Map<string, Load[]>();
  for (let round = 0; round < STARTS; round += 1) {
    for (const [name, file] of files) loads.set(name, [...(loads.get(name) ?? []), loadOnce(file)]);
  }
  for (const [name, all] of loads) {
    const milliseconds = median(all.map(([time]) => time)).toFixed(1);
    const megabytes = median(all.map(([, memory]) => memory)).toFixed(1);
    console.log(`load ${name}: ${milliseconds} ms of processor time, ${megabytes} MB`);
  }
}

/** Returns the milliseconds of processor time of one call, in the mean of many. */
async function timeOf(call: () => Promise<object>): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < VERIFICATIONS; count += 1) {
    if ('problem' in (await call())) throw new Error('A recorded ceremony was rejected.');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / VERIFICATIONS;
}

async function measureVerifications({ verifyAssertion, verifyRegistration }: PasskeyVerifier) {
  for (const { name, userId, backupEligible, registration, assertions } of RECORDED) {
    const [login] = assertions;
    if (backupEligible || login === undefined) continue;
    const register = () => verifyRegistration(registration.response, registration.expected);
    const passkey = { ...((await register()) as NewPasskey), userId };
    const logIn = () => verifyAssertion(login.response, login.expected, passkey);
    // The first calls compile.
    await timeOf(register);
    await timeOf(logIn);
    const times = [await timeOf(register), await timeOf(logIn)].map((time) => time.toFixed(2));
    console.log(`${name}: a registration takes ${times[0]} ms, a login ${times[1]} ms`);
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'passkeys-'));
  try {
    const [built, complete] = [join(folder, 'built'), join(folder, 'complete')];
    await buildAssets(built, { ...SHORTENED, plugins: [...PLUGINS] });
    await buildAssets(complete, { ...SHORTENED, plugins: [pgForNodePlugin] });
    const files = PARTS.map((name) => [`/${name}.js`, join(built, `${name}.private.js`)] as const);
    const all = join(complete, 'passkeys.private.js');
    measureLoads(new Map([...files, ['/passkeys.js with the complete package', all]]));
    await measureVerifications(require(join(built, 'passkeys.private.js')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
