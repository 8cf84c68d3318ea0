import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { commandLine } from '../../lib/util/command-line';
import { type ChangePlan, type PlannedChange, PUBLIC_FILE } from '../project/change-files';
import { curlExamples } from '../project/curl-examples';
import { parseEnvText } from '../project/env-file';
import { hasOtherUsers, randomPassword } from '../project/local-env-file';
import { type Project, pathInProject } from '../project/project';
import { readText } from '../project/replace-file';
import { type PartSources, planPart, planVariables } from './plan-part';

const IGNORED = /^\/?(?:\.env\*?|\*\.env|\.\*)\s*$/m;

/** Plans what a project needs first: credentials in `.env`, an ignored `.env`, and one guarded Function. */
export function planInit(project: Project, sources: PartSources): ChangePlan {
  const { changes, kept, next } = planPart(project, 'basic', sources);
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
  if (!variables['PASSWORD'] && hasOtherUsers(variables)) return [];
  return planVariables(project, { USERNAME: 'twilio', PASSWORD: randomPassword() });
}

function planIgnore(project: Project): readonly PlannedChange[] {
  const path = join(project.root, '.gitignore');
  const before = readText(path);
  if (isIgnored(project, before ?? '')) return [];
  const end = before?.includes('\r\n') ? '\r\n' : '\n';
  const start = before === null || before === '' || before.endsWith('\n') ? '' : end;
  const after = `${before ?? ''}${start}${pathInProject(project, project.envFile)}${end}`;
  return [{ path, before, after, mode: PUBLIC_FILE, words: 'ignores .env' }];
}

// The file of a parent folder may also ignore it. Without git, only the project's own file is read.
function isIgnored({ root, envFile }: Project, text: string): boolean {
  const { status } = spawnSync('git', ['check-ignore', '--quiet', envFile], { cwd: root });
  return status === 0 || IGNORED.test(text);
}
