import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { runShell } from '../processes/run-shell';
import { createProject } from '../projects/adopting-project';
import { PROJECT } from '../projects/project';
import { writeVariables } from '../projects/project-copy';
import type { GuideStep } from '../projects/read-guide';
import { writeFiles } from '../projects/write-project';
import { startIamServer } from '../servers/iam-server';
import { type Nginx, startNginxServer } from '../servers/nginx';
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
// The addresses in the guides, which are replaced by others.
const SERVICE = 'localhost:3000';
const WEB_SERVER = 'localhost:8080';
// What npx runs.
const NPX = 'npx twilio-functions-auth';
const COMMAND = join('node_modules', 'twilio-functions-auth', 'dist', 'cli', 'main.js');

type Variables = Readonly<Record<string, string>>;

/** The URLs in place of the addresses. */
type Addresses = Readonly<Record<string, string | undefined>>;

/**
 * Creates a JavaScript project of `create-twilio-function` with the package installed, writes the files of the
 * guides, and starts it twice: before and after their settings.
 */
export async function openMigrationProject(guides: readonly Guide[]): Promise<MigrationProject> {
  const { folder, remove } = await createProject('javascript', (created) =>
    installPackage(created, undefined, PACKAGES),
  );
  const steps = guides.flatMap((guide) => guide.steps);
  for (const step of steps) {
    if (step.kind === 'file') writeFiles(folder, { [step.name]: step.text });
  }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const iam = await startIamServer();
  const services = new Map<Phase, Service>();
  const printed = new Map<string, string>();
  let nginx: Nginx | undefined;
  const start = async (phase: Phase, variables: Variables) => {
    services.set(phase, await startLocalService({ folder, variables, env: iam.env }));
  };
  const close = async () => {
    await nginx?.close();
    for (const service of services.values()) await service.close();
    await iam.close();
    remove();
  };
  const addresses = (phase: Phase): Addresses => ({
    [SERVICE]: services.get(phase)?.url,
    [WEB_SERVER]: nginx?.url,
  });
  // The variables of a guide's terminal are in a file of its own.
  const run = (guide: string, lines: string, at: Addresses = {}) =>
    runLines(withAddresses(lines, at), { folder, kept: join(folder, `.${guide}.variables`) });

  try {
    await start('without settings', {});
    writeVariables(folder, settingsOf(steps));
    for (const { name, steps } of guides) {
      for (const line of steps.flatMap(settingUp)) {
        printed.set(`${name} ${line}`, await run(name, line));
      }
    }
    await start('with settings', parse(read('.env')));
    nginx = await startNginxServer(withAddresses(read('nginx.conf'), addresses('with settings')), {
      'old.htpasswd': read('old.htpasswd'),
    });
  } catch (reason) {
    await close();
    throw reason;
  }
  return {
    call: async (guide, phase, line) =>
      printed.get(`${guide} ${line}`) ?? run(guide, line, addresses(phase)),
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

/** Returns the lines of a step that change the project, and so run before the service starts. */
function settingUp(step: GuideStep): readonly string[] {
  if (step.kind === 'setup') return [step.text];
  if (step.kind !== 'calls') return [];
  return step.commands.map(({ command }) => command).filter((line) => line.startsWith(NPX));
}

function withAddresses(text: string, at: Addresses): string {
  return Object.entries(at).reduce(
    (replaced, [address, url]) => replaced.replaceAll(`http://${address}`, `${url}`),
    text,
  );
}

interface Terminal {
  readonly folder: string;
  /** The file in which later lines find the variables of earlier lines. */
  readonly kept: string;
}

function runLines(lines: string, { folder, kept }: Terminal): Promise<string> {
  const script = lines.replaceAll('curl -', 'curl -sS -').replaceAll(NPX, `node ${COMMAND}`);
  const restored = `exec 2>&1; if [ -f ${kept} ]; then . ${kept}; fi; set -a`;
  return runShell(`${restored}; ${script}\nexport -p > ${kept}`, { cwd: folder });
}
