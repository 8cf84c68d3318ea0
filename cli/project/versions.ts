import { arch, platform, release } from 'node:os';
import { version } from '../../package.json';
import { installedVersion } from './installed-version';
import { findProject } from './project';

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
