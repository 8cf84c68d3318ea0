import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  callsOf,
  type MigrationProject,
  openMigrationProject,
} from '../support/package/migration-project';
import { PROJECT } from '../support/projects/project';
import { missingLines, readGuide } from '../support/projects/read-guide';

// The code before a migration uses the real packages, so that each fault is one of theirs. They are in
// test/package/package.json. jsonwebtoken comes with the package twilio, as in every project.

const FOLDER = join(PROJECT, 'docs', 'migrate');
const guides = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, steps: readGuide(readFileSync(join(FOLDER, name), 'utf8')) }));

let project: MigrationProject;
beforeAll(async () => {
  project = await openMigrationProject(guides);
}, 120_000);
afterAll(() => project.close());

test('README.md lists every guide in its table', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const names = guides.map(({ name }) => name).filter((name) => name !== 'README.md');

  expect(names.filter((name) => !readme.includes(`| [${name}](${name}) |`))).toEqual([]);
});

test.each(guides.filter(({ name }) => name !== 'README.md'))(
  '$name shows the old code, the new code, and answers of both',
  ({ steps }) => {
    const files = steps.flatMap((step) => (step.kind === 'file' ? [step.name] : []));
    const calls = steps.flatMap((step) => (step.kind === 'calls' ? step.commands : []));
    const called = calls.map(({ command }) => command).join('\n');

    expect(files.some((file) => file.startsWith('functions/old/'))).toBe(true);
    expect(files.some((file) => !file.startsWith('functions/old/'))).toBe(true);
    expect(called).toContain('/old/');
    expect(called).toMatch(/localhost:3000\/(?!old\/)/);
  },
);

describe.each(guides)('$name, followed step by step:', ({ name, steps }) => {
  test.each(callsOf(steps))('$phase, $command', async (call) => {
    const { command, answer } = call;
    const printed = (await project.call(name, call)).trimEnd();

    expect(missingLines(answer, printed)).toEqual([]);
    // A guide may omit headers, but not the challenge of old code, because its absence is a fault.
    const isOld = command.includes('/old/');
    const hasChallenge = (text: string) => text.includes('WWW-Authenticate: ');
    expect(isOld && hasChallenge(printed)).toBe(isOld && hasChallenge(answer.join()));
  });
});

const withLog = guides.filter(({ steps }) => steps.some(({ kind }) => kind === 'log'));

test.each(withLog)('$name shows lines of the log after its calls', ({ steps }) => {
  const shown = steps.flatMap((step) => (step.kind === 'log' ? step.lines : []));

  expect(missingLines(shown, project.logs())).toEqual([]);
});
