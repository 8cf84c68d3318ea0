import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readBasicVariables } from '../../lib/config';
import { commandLine } from '../../lib/util/command-line';
import type { ChangePlan, PlannedChange } from '../project/change-files';
import { curlExamples } from '../project/curl-examples';
import { parseEnvText } from '../project/env-file';
import { type Project, pathInProject } from '../project/project';
import { readText } from '../project/replace-file';
import { planPart, planVariables } from './plan-part';
import type { Templates } from './templates';

const IGNORED = /^\/?(?:\.env\*?|\*\.env|\.env\*|\.\*)\s*$/m;

/** Plans what a project needs first: credentials in `.env`, an ignored `.env`, and one guarded Function. */
export function planInit(project: Project, templates: Templates): ChangePlan {
  const { changes, kept, next } = planPart(project, 'basic', templates);
  return {
    changes: [...planCredentials(project), ...planIgnore(project), ...changes],
    kept,
    next: [...next, 'npm start', `${commandLine('doctor')} before a deploy`],
  };
}

/** Returns the commands that call the guarded Function. */
export function initExamples({ envFile }: Project): string {
  const text = readText(envFile) ?? '';
  return curlExamples('http://localhost:3000/basic', parseEnvText(text), text);
}

// A project with other users needs no USERNAME and PASSWORD.
function planCredentials(project: Project): readonly PlannedChange[] {
  const variables = parseEnvText(readText(project.envFile) ?? '');
  const { USERNAME, PASSWORD, BASIC_AUTH_CREDENTIALS, more } = readBasicVariables(variables);
  const hasOthers = (BASIC_AUTH_CREDENTIALS ?? more) !== undefined;
  if (USERNAME === undefined && PASSWORD === undefined && hasOthers) return [];
  return planVariables(project, {
    USERNAME: 'twilio',
    PASSWORD: randomBytes(18).toString('base64url'),
  });
}

function planIgnore(project: Project): readonly PlannedChange[] {
  const path = join(project.root, '.gitignore');
  const before = readText(path);
  if (isIgnored(project, before ?? '')) return [];
  const end = before?.includes('\r\n') ? '\r\n' : '\n';
  const start = before === null || before === '' || before.endsWith('\n') ? '' : end;
  const after = `${before ?? ''}${start}${pathInProject(project, project.envFile)}${end}`;
  return [{ path, before, after, mode: 0o644, words: 'ignores .env' }];
}

// The file of a parent folder may also ignore it. Without git, only the project's own file is read.
function isIgnored({ root, envFile }: Project, text: string): boolean {
  const { status } = spawnSync('git', ['check-ignore', '--quiet', envFile], { cwd: root });
  return status === 0 || IGNORED.test(text);
}
