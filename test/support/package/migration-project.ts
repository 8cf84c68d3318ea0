import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { runShell } from '../processes/run-shell';
import { createProject } from '../projects/adopting-project';
import { PROJECT } from '../projects/project';
import { writeVariables } from '../projects/project-copy';
import type { GuideCommand, GuideStep } from '../projects/read-guide';
import { writeFiles } from '../projects/write-project';
import { type IamServer, startIamServer } from '../servers/iam-server';
import { startNginxServer } from '../servers/nginx';
import { startLocalService } from '../services/local-service';
import { installPackage } from './package-tarball';

/** A guide, with its steps in order. */
export interface Guide {
  readonly name: string;
  readonly steps: readonly GuideStep[];
}

/**
 * When a call of a guide runs: before the guide's settings, while the project is set up (a command of the package), or
 * after that.
 */
export type Phase = 'without settings' | 'setting up' | 'with settings';

/** A command of a guide, with the lines that the guide shows as its output. */
export interface GuideCall extends GuideCommand {
  readonly phase: Phase;
}

/** A project with the files of all guides. */
export interface MigrationProject {
  /** Returns what a call of a guide prints. Each guide has one terminal. */
  call(guide: string, call: GuideCall): Promise<string>;
  /** Returns the log of the service with the settings. */
  logs(): string;
  close(): Promise<void>;
}

const PACKAGES = join(PROJECT, 'test', 'package', 'node_modules');
// The addresses in the guides, which are replaced by others.
const SERVICE = 'http://localhost:3000';
const WEB_SERVER = 'http://localhost:8080';
// What npx runs.
const NPX = 'npx twilio-functions-auth';
const COMMAND = join('node_modules', 'twilio-functions-auth', 'dist', 'cli', 'main.js');

type Variables = Readonly<Record<string, string>>;

/** Returns the calls of a guide in order. Its first setting or set-up ends the phase without settings. */
export function callsOf(steps: readonly GuideStep[]): readonly GuideCall[] {
  const first = steps.findIndex(({ kind }) => kind === 'settings' || kind === 'setup');
  return steps.flatMap((step, index) => {
    if (step.kind !== 'calls') return [];
    const phase: Phase = index < first ? 'without settings' : 'with settings';
    return step.commands.map((one) => ({
      ...one,
      phase: one.command.startsWith(NPX) ? 'setting up' : phase,
    }));
  });
}

/**
 * Creates a JavaScript project of `create-twilio-function` with the package installed and the files of the guides. It
 * makes the calls without settings, sets the project up, and starts it for the other calls.
 */
export async function openMigrationProject(guides: readonly Guide[]): Promise<MigrationProject> {
  const { folder, remove } = await createProject('javascript', (created) =>
    installPackage(created, undefined, PACKAGES),
  );
  const steps = guides.flatMap((guide) => guide.steps);
  for (const step of steps) {
    if (step.kind === 'file') writeFiles(folder, { [step.name]: step.text });
  }
  const iam = await startIamServer();
  const end = async () => {
    await iam.close();
    remove();
  };
  try {
    const printed = await runEarlyCalls(guides, folder, iam);
    const servers = await startServers(folder, parse(readIn(folder, '.env')), iam);
    return {
      call: async (guide, { phase, command }) =>
        phase === 'with settings'
          ? runLines(command, { folder, guide, servers })
          : (printed.get(`${guide} ${command}`) ?? ''),
      logs: servers.logs,
      async close() {
        await servers.close();
        await end();
      },
    };
  } catch (reason) {
    await end();
    throw reason;
  }
}

/** Makes the calls before and during the set-up. @returns what they print, by the guide's name and the command. */
async function runEarlyCalls(guides: readonly Guide[], folder: string, iam: IamServer) {
  const printed = new Map<string, string>();
  const servers = await startServers(folder, {}, iam);
  try {
    for (const { name, steps } of guides) {
      for (const { phase, command } of callsOf(steps)) {
        if (phase !== 'without settings') continue;
        printed.set(
          `${name} ${command}`,
          await runLines(command, { folder, guide: name, servers }),
        );
      }
    }
  } finally {
    await servers.close();
  }
  writeVariables(folder, settingsOf(guides.flatMap(({ steps }) => steps)));
  for (const { name, steps } of guides) {
    for (const lines of steps.flatMap(settingUp)) {
      printed.set(`${name} ${lines}`, await runLines(lines, { folder, guide: name }));
    }
  }
  return printed;
}

/** The service of a project, and the nginx of a guide in front of it. */
interface Servers {
  withAddresses(lines: string): string;
  logs(): string;
  close(): Promise<void>;
}

async function startServers(
  folder: string,
  variables: Variables,
  { env }: IamServer,
): Promise<Servers> {
  const service = await startLocalService({ folder, variables, env });
  const conf = readIn(folder, 'nginx.conf').replaceAll(SERVICE, service.url);
  const users = { 'old.htpasswd': readIn(folder, 'old.htpasswd') };
  try {
    const nginx = await startNginxServer(conf, users);
    return {
      withAddresses: (lines) =>
        lines.replaceAll(SERVICE, service.url).replaceAll(WEB_SERVER, nginx.url),
      logs: service.logs,
      async close() {
        await nginx.close();
        await service.close();
      },
    };
  } catch (reason) {
    await service.close();
    throw reason;
  }
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

interface Terminal {
  readonly folder: string;
  /** The name of the guide, whose later lines have the variables of its earlier lines. */
  readonly guide: string;
  /** The servers that the lines call. */
  readonly servers?: Servers;
}

function runLines(lines: string, { folder, guide, servers }: Terminal): Promise<string> {
  const kept = join(folder, `.${guide}.variables`);
  const script = lines.replaceAll('curl -', 'curl -sS -').replaceAll(NPX, `node ${COMMAND}`);
  const reached = servers?.withAddresses(script) ?? script;
  const restored = `exec 2>&1; if [ -f ${kept} ]; then . ${kept}; fi; set -a`;
  return runShell(`${restored}; ${reached}\nexport -p > ${kept}`, { cwd: folder });
}

function readIn(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
