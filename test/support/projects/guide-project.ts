import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { ensureEnvFile } from '../../../cli/project/local-env-file';
import { scripts } from '../../../package.json';
import { bundleIn } from '../jest/bundled-commands';
import { addCluster } from '../postgres/cluster';
import type { Child } from '../processes/child';
import { findFreePort } from '../servers/free-port';
import { type GuideCommand, type GuideStep, missingLines } from './read-guide';
import { copyBuiltSources, startScript } from './source-copy';

/** One action of a reader of a guide. */
export interface GuideTask {
  readonly does: string;
  readonly step: GuideStep;
  /** The call, if the step consists of calls. */
  readonly command: GuideCommand;
}

/** A clone in which a test follows a guide, with one terminal and `npm start` in another. */
export interface GuideProject {
  /** Writes the file of a step, or adds its lines to the settings. The next call restarts the service. */
  change(step: Extract<GuideStep, { readonly kind: 'file' | 'settings' }>): Promise<void>;
  /** Runs lines as in one terminal, so later lines have their variables. */
  run(lines: string): string;
  /** Runs a line when the service listens. */
  call(line: string): Promise<string>;
  stop(): Promise<void>;
  /** Returns the lines that the service's log lacks. A line may arrive after the response of a call. */
  missingLogLines(lines: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

// The address in the guides, which is replaced by a free port.
const ADDRESS = 'localhost:3000';
// A guide starts the service with `npm start | tee start.log`.
const LOG = 'start.log';
const LOG_MILLISECONDS = 10_000;
// No guide is about the cost of a hash.
const CHEAP_SCRYPT = join(__dirname, '..', 'guard', 'cheap-scrypt-child.cjs');

/** Creates a clone for guides, with the `.env` of a first `npm start`. */
export async function openGuideProject(): Promise<GuideProject> {
  const { folder, remove } = copyBuiltSources();
  const port = await findFreePort();
  const address = `localhost:${port}`;
  const shared = { PORT: `${port}`, NODE_OPTIONS: `--require ${CHEAP_SCRYPT}` };
  const logs: string[] = [];
  let service: Child | undefined;
  addCluster(folder);
  ensureEnvFile(join(folder, '.env'), join(folder, '.env.example'));

  async function stop(): Promise<void> {
    if (service === undefined) return;
    service.process.kill('SIGTERM');
    await service.exited;
    logs.push(service.stdout());
    service = undefined;
  }

  /** Replaces what npm runs by its bundle, because npm and the compiler would take most of the time. */
  const bundled = (lines: string) =>
    lines.replaceAll(
      /npm run --silent (credentials|directory) --/g,
      (line, name: 'credentials' | 'directory') =>
        scripts[name] === `node --import tsx cli/bin.ts ${name}`
          ? ['node', ...bundleIn(folder, name)].join(' ')
          : line,
    );

  function run(lines: string): string {
    const kept = 'if [ -f .variables ]; then . ./.variables; fi';
    const script = `${kept}; set -ea; ${bundled(lines)}\nexport -p > .variables`;
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      LANG: 'C.UTF-8',
      ...shared,
    };
    const quiet = script.replaceAll('curl -', 'curl -sS -').replaceAll(ADDRESS, address);
    return execFileSync('sh', ['-c', quiet], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).replaceAll(address, ADDRESS);
  }

  return {
    async change(step) {
      await stop();
      if (step.kind === 'settings') return appendFileSync(join(folder, '.env'), step.text);
      const file = join(folder, step.name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, step.text);
    },
    run,
    async call(line) {
      service ??= startScript(folder, 'start', { env: shared });
      await service.printed('curl -i -u');
      // What the service has printed is read in the next turn.
      await setImmediate();
      writeFileSync(join(folder, LOG), service.stdout());
      return run(line);
    },
    stop,
    async missingLogLines(lines) {
      const end = performance.now() + LOG_MILLISECONDS;
      const missing = () => missingLines(lines, [...logs, service?.stdout() ?? ''].join(''));
      while (missing().length > 0 && performance.now() < end) await delay(20);
      return missing();
    },
    async close() {
      await stop();
      remove();
    },
  };
}

/** Returns the steps of a guide as tests, one for each call and for each other step. */
export function toTasks(step: GuideStep): readonly GuideTask[] {
  if (step.kind === 'calls') {
    return step.commands.map((command) => ({ does: command.command, step, command }));
  }
  return [{ does: describeStep(step), step, command: { command: '', answer: [] } }];
}

function describeStep(step: Exclude<GuideStep, { readonly kind: 'calls' }>): string {
  if (step.kind === 'log') return `the log has ${step.lines.length} lines of the guide`;
  return step.kind === 'file' ? `writes ${step.name}` : step.text.trim();
}
