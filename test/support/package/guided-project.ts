import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from '../processes/child';
import { runShell, startShell } from '../processes/run-shell';
import { createProject } from '../projects/adopting-project';
import { type GuideStep, missingLines } from '../projects/read-guide';
import { writeFiles } from '../projects/write-project';
import { findFreePort } from '../servers/free-port';
import { installPackage } from './package-tarball';
import { packagedProgram } from './packaged-command';

/** A project of `create-twilio-function` in which a guide is followed. */
export interface GuidedProject {
  readonly folder: string;
  /** The address of the service that `npm start` starts. */
  readonly url: string;
  /** Writes the files and runs the commands of steps. @returns the lines of the guide that were not printed. */
  follow(steps: readonly GuideStep[], env?: Variables): Promise<readonly string[]>;
  /** Ends the service that `npm start` has started. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

type GuideFile = Extract<GuideStep, { readonly kind: 'file' }>;
type Variables = Readonly<Record<string, string>>;

const NPX = 'npx twilio-functions-auth';
const PROGRAM = join('node_modules', 'twilio-functions-auth', 'dist', 'cli', 'main.js');
const SERVICE = 'http://localhost:3000';

/** Creates a project without the package, which the step `npm install` then unpacks, because no registry has it. */
export async function openGuidedProject(type: 'javascript' | 'typescript'): Promise<GuidedProject> {
  const { folder, remove } = await createProject(type);
  const url = `http://localhost:${await findFreePort()}`;
  let service: Child | undefined;
  const stop = async () => {
    await service?.stop();
    service = undefined;
  };

  async function run(command: string, env: Variables): Promise<string> {
    if (command.startsWith('npm install ')) {
      install(folder);
      return '';
    }
    if (command === 'npm start') {
      service = startShell(`npm start -- --port ${new URL(url).port}`, { cwd: folder });
      await service.printed(`${url}/basic`);
      return '';
    }
    const program = existsSync(join(folder, PROGRAM)) ? PROGRAM : packagedProgram();
    const line = command
      .replace(NPX, `node ${program}`)
      .replace('curl -i', 'curl -sS -i')
      .replace(SERVICE, url);
    // The exit code of the doctor is 1 before the Functions are guarded.
    return runShell(`exec 2>&1; ${line} || true`, { cwd: folder, env });
  }

  return {
    folder,
    url,
    async follow(steps, env = {}) {
      const missing: string[] = [];
      for (const step of steps) {
        if (step.kind === 'file') missing.push(...writeListing(folder, step));
        for (const { command, answer } of step.kind === 'calls' ? step.commands : []) {
          const printed = await run(command, env);
          const lines = missingLines(answer, printed);
          if (lines.length > 0) missing.push(`$ ${command}`, ...lines, 'It printed:', printed);
        }
      }
      return missing;
    },
    stop,
    async close() {
      await stop();
      remove();
    },
  };
}

/** Writes a listing to its file. @returns the lines that an existing file does not have, because a command wrote it. */
function writeListing(folder: string, { name, text }: GuideFile): readonly string[] {
  const file = join(folder, name);
  if (!existsSync(file)) {
    writeFiles(folder, { [name]: text });
    return [];
  }
  const [, ...lines] = text.split('\n').filter((line) => line !== '');
  return missingLines(lines, readFileSync(file, 'utf8'));
}

/** Installs the package in a project, in place of the link to this project's packages. */
function install(folder: string): void {
  rmSync(join(folder, 'node_modules'));
  installPackage(folder);
}
