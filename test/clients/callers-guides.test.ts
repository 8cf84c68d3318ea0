import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GuideProject, openGuideProject, toTasks } from '../support/projects/guide-project';
import { PROJECT } from '../support/projects/project';
import { missingLines, readGuide } from '../support/projects/read-guide';

const FOLDER = join(PROJECT, 'docs', 'callers');
const guides = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => ({ name, steps: readGuide(readFileSync(join(FOLDER, name), 'utf8')) }));

test('every kind of caller has a guide, which writes a Function and calls it', () => {
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

test('README.md lists every guide in its table', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');

  expect(guides.filter(({ name }) => !readme.includes(`| [${name}](${name}) |`))).toEqual([]);
});

describe.each(guides)('$name, followed step by step:', ({ steps }) => {
  let project: GuideProject;

  beforeAll(async () => {
    project = await openGuideProject();
  });
  afterAll(() => project.close());

  test.each(steps.flatMap(toTasks))('$does', async ({ step, command: { command, answer } }) => {
    if (step.kind === 'file' || step.kind === 'settings') await project.change(step);
    if (step.kind === 'setup') {
      await project.stop();
      project.run(step.text);
    }
    if (step.kind === 'log') expect(await project.missingLogLines(step.lines)).toEqual([]);
    if (step.kind !== 'calls') return;
    const printed = await project.call(command);

    expect(missingLines(answer, printed)).toEqual([]);
    // A guide may omit headers, except these, because their absence shows who must not read the answer.
    expect(printed.includes('Access-Control-')).toBe(answer.join().includes('Access-Control-'));
  });
});
