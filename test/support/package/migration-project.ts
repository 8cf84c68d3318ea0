import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { runShell } from '../processes/run-shell';
import { createProject } from '../projects/adopting-project';
import { PROJECT } from '../projects/project';
import { writeVariables } from '../projects/project-copy';
import type { GuideStep } from '../projects/read-guide';
import { writeFiles } from '../projects/write-project';
import { startIamServer } from '../servers/iam-server';
import { startLocalService } from '../services/local-service';
import type { Service } from '../services/service';
import { installPackage } from './package-tarball';

/** A guide, with its steps in order. */
export interface Guide {
  readonly name: string;
  readonly steps: readonly GuideStep[];
}

/** Whether a step comes before or after the settings of its guide. */
export type Phase = 'without settings' | 'with settings';

/** A project with the files of all guides, which runs once without their settings and once with them. */
export interface MigrationProject {
  /** Runs a line of a guide, as in one terminal for each guide. */
  call(guide: string, phase: Phase, line: string): Promise<string>;
  /** Returns the log of the service of a phase. */
  logs(phase: Phase): string;
  close(): Promise<void>;
}

const PACKAGES = join(PROJECT, 'test', 'package', 'node_modules');
// The address in the guides, which is replaced by that of the service.
const ADDRESS = 'localhost:3000';
// The file that npx runs.
const COMMAND = join('node_modules', 'twilio-functions-auth', 'dist', 'cli', 'main.js');

type Variables = Readonly<Record<string, string>>;

/**
 * Creates a JavaScript project of `create-twilio-function` with the package installed, writes the files of the
 * guides, and starts it twice: before and after their settings.
 */
export async function openMigrationProject(guides: readonly Guide[]): Promise<MigrationProject> {
  const { folder, remove } = await createProject('javascript', (created) =>
    installPackage(created, undefined, PACKAGES),
  );
  for (const name of ['functions', 'assets']) {
    rmSync(join(folder, name), { recursive: true });
  }
  const steps = guides.flatMap((guide) => guide.steps);
  for (const step of steps) {
    if (step.kind === 'file') writeFiles(folder, { [step.name]: step.text });
  }
  const iam = await startIamServer();
  const services = new Map<Phase, Service>();
  const start = async (phase: Phase, variables: Variables) => {
    services.set(phase, await startLocalService({ folder, variables, env: iam.env }));
  };
  const close = async () => {
    for (const service of services.values()) await service.close();
    await iam.close();
    remove();
  };
  // The variables of a guide's terminal are in a file of its own.
  const run = (guide: string, lines: string, url = '') =>
    runLines(lines, { folder, url, kept: join(folder, `.${guide}.variables`) });

  try {
    await start('without settings', {});
    writeVariables(folder, settingsOf(steps));
    for (const { name, steps } of guides) {
      for (const step of steps) if (step.kind === 'setup') await run(name, step.text);
    }
    await start('with settings', parse(readFileSync(join(folder, '.env'), 'utf8')));
  } catch (reason) {
    await close();
    throw reason;
  }
  return {
    call: (guide, phase, line) => run(guide, line, services.get(phase)?.url),
    logs: (phase) => services.get(phase)?.logs() ?? '',
    close,
  };
}

/** Returns the settings of all guides. @throws Error if two of them need different values of a variable. */
function settingsOf(steps: readonly GuideStep[]): Variables {
  const settings: Record<string, string> = {};
  for (const step of steps) {
    for (const [name, value] of step.kind === 'settings' ? Object.entries(parse(step.text)) : []) {
      if ((settings[name] ?? value) !== value)
        throw new Error(`Two guides set ${name} differently`);
      settings[name] = value;
    }
  }
  return settings;
}

interface Terminal {
  readonly folder: string;
  readonly url: string;
  /** The file in which later lines find the variables of earlier lines. */
  readonly kept: string;
}

function runLines(lines: string, { folder, url, kept }: Terminal): Promise<string> {
  const script = lines
    .replaceAll('curl -', 'curl -sS -')
    .replaceAll(ADDRESS, url.replace('http://', ''))
    .replaceAll('npx twilio-functions-auth', `node ${COMMAND}`);
  const restored = `if [ -f ${kept} ]; then . ${kept}; fi; set -a`;
  return runShell(`${restored}; ${script}\nexport -p > ${kept}`, { cwd: folder });
}
