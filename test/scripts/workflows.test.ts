import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../support/projects/project';

const FOLDER = join(PROJECT, '.github', 'workflows');
const workflows = readdirSync(FOLDER).map((name) => [
  name,
  readFileSync(join(FOLDER, name), 'utf8'),
]);

test.each(workflows)(
  '%s pins each action by its digest, with the version in a comment',
  (_name, text) => {
    const actions = [...text.matchAll(/^ +(?:- )?uses: (.*)$/gm)].map(([, action]) => action);
    const loose = actions.filter(
      (action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+(\.\d+){2}$/.test(action ?? ''),
    );
    expect({ loose, isEmpty: actions.length === 0 }).toEqual({ loose: [], isEmpty: false });
  },
);

test.each(workflows)(
  '%s gives no permission to all jobs, and leaves no token in the clone',
  (_name, text) => {
    expect(text).toMatch(/^permissions: \{\}$/m);
    const clones = text.split('uses: actions/checkout@').slice(1);
    expect(clones.filter((step) => !/^[^-]*persist-credentials: false/.test(step))).toEqual([]);
  },
);

test('the workflow of the checks runs each part of .ci/run', () => {
  const usage = /Usage: \.ci\/run (.*?)"/.exec(readFileSync(join(PROJECT, '.ci/run'), 'utf8'))?.[1];
  const parts = usage?.split(' ').map((part) => part.slice(1, -1));
  const check = readFileSync(join(FOLDER, 'check.yml'), 'utf8');
  const run = [...check.matchAll(/part: (\w+)/g)].map(([, part]) => part);
  expect([...new Set(run)].sort()).toEqual(parts?.sort());
});
