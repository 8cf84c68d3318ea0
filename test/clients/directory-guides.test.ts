import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GuideProject, openGuideProject, toTasks } from '../support/projects/guide-project';
import { PROJECT } from '../support/projects/project';
import { missingLines, readGuide } from '../support/projects/read-guide';

const FOLDER = join(PROJECT, 'docs', 'directory');

// The guides run in the order of their README, because each continues where the previous one ends.
const guides = [
  'first-account',
  'sessions',
  'passwords',
  'members-and-invitations',
  'credentials',
  'ssh',
  'mfa',
  'phone-codes',
  'audit-log',
  'users',
].map((name) => ({
  name: `${name}.md`,
  steps: readGuide(readFileSync(join(FOLDER, `${name}.md`), 'utf8')),
}));

let project: GuideProject;

beforeAll(async () => {
  project = await openGuideProject();
});
afterAll(() => project.close());

test('README.md of the directory lists the guides in this order', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const named = [...readme.matchAll(/^\| \[[^\]]+\]\(([\w-]+\.md)\) \|/gm)].map(([, file]) => file);

  expect(named.filter((file) => guides.some(({ name }) => name === file))).toEqual(
    guides.map(({ name }) => name),
  );
});

describe.each(guides)('$name, followed step by step:', ({ steps }) => {
  test.each(steps.flatMap(toTasks))('$does', async ({ step, command: { command, answer } }) => {
    if (step.kind === 'file' || step.kind === 'settings') await project.change(step);
    if (step.kind === 'setup') await project.call(step.text);
    if (step.kind === 'log') expect(await project.missingLogLines(step.lines)).toEqual([]);
    if (step.kind !== 'calls') return;

    expect(missingLines(answer, await project.call(command))).toEqual([]);
  });
});
