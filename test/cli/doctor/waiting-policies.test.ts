import type { Diagnosis } from '../../../cli/doctor/diagnose';
import { formatJson } from '../../../cli/doctor/format-findings';
import { readManifest } from '../../../cli/project/deploy-manifest';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { PROJECT } from '../../support/projects/project';

// Functions that do not answer the doctor's calls, or end the process: neither hangs nor breaks the doctor.

const LIBRARY = "const { basic, withAuth } = require(Runtime.getAssets()['/auth.js'].path);";
const guarded = (policy: string) => `exports.handler = withAuth(${policy}, () => 'OK');`;
const VERIFY = 'basic accepts every caller that its function verify accepts';

const FUNCTIONS: Readonly<Record<string, readonly [code: string, ...expected: string[]]>> = {
  exits: [
    guarded('basic({ verify: () => process.exit(0) })'),
    'error: a call with invalid credentials ends the process',
    `warning: ${VERIFY}`,
  ],
  'exits-later': [
    guarded('{ schemes: basic(), onDecision: () => setTimeout(() => process.exit(1), 5), }'),
    // The guard has answered by then. It is not held against the Functions that come after it, either.
    'ok: guarded; basic: 1 user (1 plain)',
  ],
  hangs: [
    guarded('basic({ verify: () => new Promise(() => undefined) })'),
    'warning: did not answer a call with invalid credentials within 3 seconds',
    `warning: ${VERIFY}`,
  ],
  spins: [
    guarded('{ schemes: basic(), onDecision: () => { for (;;); } }'),
    'warning: did not answer a call with invalid credentials within 3 seconds',
  ],
  'accepts-and-hangs': [
    guarded(
      "basic({ verify: (name) => (name.includes('@') ? new Promise(() => undefined) : { username: 'x' }) })",
    ),
    'error: accepted a call that it must refuse, with a username and a password',
    `warning: ${VERIFY}`,
  ],
  last: [guarded('basic()'), 'ok: guarded; basic: 1 user (1 plain)'],
};

let diagnosis: Diagnosis;

beforeAll(async () => {
  const files = Object.entries(FUNCTIONS).map(
    ([name, [code]]) => [`.twilioserverless/functions/${name}.js`, `${LIBRARY}\n${code}`] as const,
  );
  diagnosis = await checkExampleProject({
    variables: { USERNAME: 'ada', PASSWORD: 'a random password' },
    files: Object.fromEntries(files),
    removed: readManifest(PROJECT)
      .filter(({ kind }) => kind === 'function')
      .map(({ file }) => file),
  });
}, 180_000);

test.each(Object.entries(FUNCTIONS))(
  'the doctor reports the expected findings of /%s',
  (name, [_code, ...expected]) => {
    const said = diagnosis.findings
      .filter((finding) => finding.name === `/${name}`)
      .map(({ level, message }) => `${level}: ${message}`);

    expect(said).toHaveLength(expected.length);
    for (const line of expected) {
      expect(said).toContainEqual(expect.stringContaining(line));
    }
  },
);

test('the JSON reports as unknown whether such a Function refuses calls', () => {
  const { functions } = JSON.parse(formatJson(diagnosis));
  const refusesOf = (path: string) =>
    functions.find((one: { readonly path: string }) => one.path === path).refuses;

  expect(['/hangs', '/exits', '/last'].map(refusesOf)).toEqual([null, null, true]);
});
