import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, release } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import { findProject } from './find-project';

const PACKAGES = [
  'twilio-functions-auth',
  '@twilio/runtime-handler',
  'twilio-run',
  'twilio',
  'typescript',
];

/** Returns the versions that a bug report needs. It reads no variables and no credentials. */
export function describeVersions(folder: string, { json }: { readonly json: boolean }): string {
  const project = findProject(folder);
  const installed = PACKAGES.map((name): [string, string] => [
    name,
    (project && installedVersion(project, name)) ?? 'not installed',
  ]);
  const versions = {
    command: version,
    node: process.version,
    system: `${platform()} ${arch()} ${release()}`,
    project: project === undefined ? 'no Twilio project found' : 'found',
    ...Object.fromEntries(installed),
  };
  if (json) return `${JSON.stringify(versions, null, 2)}\n`;
  const rows = Object.entries(versions).map(([name, value]) => `${name.padEnd(24)} ${value}\n`);
  return rows.join('');
}

/** Looks a package up as the project's Functions do, so that hoisted packages are found. */
function installedVersion(project: string, name: string): string | undefined {
  const paths = createRequire(join(project, 'package.json')).resolve.paths(name) ?? [];
  for (const path of [join(project, 'node_modules'), ...paths]) {
    try {
      const text = readFileSync(join(path, name, 'package.json'), 'utf8');
      return JSON.parse(text).version;
    } catch {}
  }
  return undefined;
}
