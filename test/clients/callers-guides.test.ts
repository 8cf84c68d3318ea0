import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureEnvFile } from '../../scripts/env-file';
import type { Child } from '../support/child';
import { findFreePort } from '../support/free-port';
import { type OpenedProject, PROJECT } from '../support/project-copy';
import { type GuideCommand, type GuideStep, missingLines, readGuide } from '../support/read-guide';
import { copySources, startScript } from '../support/source-copy';

const FOLDER = join(PROJECT, 'docs', 'callers');
const guides = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => ({ name, steps: readGuide(readFileSync(join(FOLDER, name), 'utf8')) }));

test('there is a guide for every kind of caller, and each writes a Function and calls it', () => {
  expect(guides.map(({ name }) => name)).toEqual([
    'oauth-client.md',
    'person.md',
    'script.md',
    'studio.md',
    'twilio-webhooks.md',
    'web-page.md',
  ]);
  const kinds = guides.map(({ steps }) => steps.map(({ kind }) => kind));
  expect(kinds.filter((one) => !one.includes('file') || !one.includes('calls'))).toEqual([]);
});

test('README.md of the guides has each of them in its table', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');

  expect(guides.filter(({ name }) => !readme.includes(`| [${name}](${name}) |`))).toEqual([]);
});

describe.each(guides)('$name, followed step by step', ({ steps }) => {
  let project: OpenedProject;
  let port: number;
  let service: Child | undefined;
  const logs: string[] = [];

  beforeAll(async () => {
    project = copySources();
    port = await findFreePort();
    // What the first npm start does.
    ensureEnvFile(join(project.folder, '.env'), join(project.folder, '.env.example'));
  });
  afterAll(async () => {
    await stop();
    project.remove();
  });

  test.each(steps.flatMap(toTasks))('$does', async ({ step, command }) => {
    if (step.kind === 'calls') await call(command);
    if (step.kind !== 'calls') await stop();
    if (step.kind === 'file') write(step);
    if (step.kind === 'setup') run(step.text);
    if (step.kind === 'log') expect(missingLines(step.lines, logs.join(''))).toEqual([]);
    if (step.kind === 'settings') appendFileSync(join(project.folder, '.env'), step.text);
  });

  async function call({ command, answer }: GuideCommand): Promise<void> {
    service ??= await start();
    const printed = run(command.replaceAll('localhost:3000', `localhost:${port}`));

    expect(missingLines(answer, printed)).toEqual([]);
    // A guide may leave fields out, but not these: that they are missing says who may not read.
    expect(printed.includes('Access-Control-')).toBe(answer.join().includes('Access-Control-'));
  }

  async function start(): Promise<Child> {
    const started = startScript(project.folder, 'start', { env: { PORT: `${port}` } });
    await started.printed('curl -i -u');
    return started;
  }

  async function stop(): Promise<void> {
    if (service === undefined) return;
    service.process.kill('SIGTERM');
    await service.exited;
    logs.push(service.stdout());
    service = undefined;
  }

  function write({ name, text }: Extract<GuideStep, { readonly kind: 'file' }>): void {
    const file = join(project.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Runs lines as in one terminal: the next ones have the variables that these set. */
  function run(lines: string): string {
    const kept = 'if [ -f .variables ]; then . ./.variables; fi';
    const script = `${kept}; set -ea; ${lines}\nexport -p > .variables`;
    const env = { PATH: process.env['PATH'] ?? '', HOME: project.folder, LANG: 'C.UTF-8' };
    return execFileSync('sh', ['-c', script.replaceAll('curl -', 'curl -sS -')], {
      cwd: project.folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
});

interface Task {
  readonly does: string;
  readonly step: GuideStep;
  readonly command: GuideCommand;
}

function toTasks(step: GuideStep): readonly Task[] {
  const none = { command: '', answer: [] };
  if (step.kind === 'calls') {
    return step.commands.map((command) => ({ does: command.command, step, command }));
  }
  return [{ does: describeStep(step), step, command: none }];
}

function describeStep(step: Exclude<GuideStep, { readonly kind: 'calls' }>): string {
  if (step.kind === 'log') return `the log has ${step.lines.length} lines of the guide`;
  return step.kind === 'file' ? `writes ${step.name}` : step.text.trim();
}
