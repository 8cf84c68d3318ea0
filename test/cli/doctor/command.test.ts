import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTable } from '../../../cli/doctor/format-findings';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { signingKey } from '../../support/guard/signing-key';
import { lineOf } from '../../support/guard/tokens';
import type { Child } from '../../support/processes/child';
import { addTypes } from '../../support/projects/compiled-types';
import { type OpenedProject, writeVariables } from '../../support/projects/project-copy';
import { copyBuiltSources, removeBuild, startScript } from '../../support/projects/source-copy';

const VARIABLES = {
  USERNAME: 'ada',
  PASSWORD: 'canary-4711-0815',
  NOTE: 'canary',
  JWT_SIGNING_KEY: signingKey('canary'),
  BEARER_TOKENS: lineOf('ci', 'canary'),
  ...DIRECTORY_VARIABLES,
};

let clone: OpenedProject;

beforeEach(() => {
  clone = copyBuiltSources();
});
afterEach(() => clone.remove());

// The compiler takes most of the time, and one test with it is enough.
const withoutTypes = () => rmSync(join(clone.folder, 'tsconfig.json'));

/** Runs `npm run doctor` in a fresh clone, to its end. */
async function doctor(...parameters: string[]) {
  return outputOf(startScript(clone.folder, 'doctor', { parameters }));
}

async function outputOf(child: Child) {
  return { exitCode: await child.exited, stdout: child.stdout(), stderr: child.stderr() };
}

test('for a project without problems, the doctor exits with 0 and prints only the documented JSON', async () => {
  removeBuild(clone.folder);
  writeVariables(clone.folder, VARIABLES);
  withoutTypes();

  const { exitCode, stdout, stderr } = await outputOf(
    startScript(clone.folder, 'doctor', { parameters: ['--json'], from: 'source' }),
  );

  const report = JSON.parse(stdout);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(report).toEqual({
    version: 1,
    ok: true,
    counts: { error: 0, warning: 0, ok: report.findings.length },
    envFile: '.env',
    environment: 'dev',
    production: false,
    functions: expect.any(Array),
    findings: expect.any(Array),
  });
  expect(report.functions.find(({ path }: { path: string }) => path === '/basic')).toEqual({
    path: '/basic',
    visibility: 'public',
    file: '.twilioserverless/functions/basic.js',
    access: 'guarded',
    refuses: true,
    schemes: [
      {
        name: 'basic',
        users: [
          { username: 'ada', format: 'plain', peppered: false, source: 'USERNAME and PASSWORD' },
        ],
      },
    ],
  });
  for (const finding of report.findings) {
    expect(Object.keys(finding)).toEqual(['level', 'name', 'message', 'remedy']);
  }
  expect(stdout).not.toContain('canary');
});

test('for many problems at once, the doctor exits with 1 and prints them in one table, without secrets', async () => {
  addTypes(clone.folder);
  writeVariables(clone.folder, { ...VARIABLES, USERNAME: 'a:b', NOTE: 'canary'.repeat(100) });
  const functions = join(clone.folder, 'functions');
  writeFileSync(join(functions, 'debug.ts'), 'export const handler = () => undefined;\n');
  writeFileSync(join(functions, 'whoami.ts'), 'export const handler: number = "";\n');

  const { exitCode, stdout } = await doctor();

  const errors = stdout.split('\n').filter((line) => line.startsWith('error'));
  expect(exitCode).toBe(1);
  expect(errors.map((line) => line.split(/\s+/)[1])).toEqual([
    '/debug',
    '/whoami',
    'USERNAME',
    'NOTE',
    '.twilioserverless/manifest.json',
    'functions/whoami.ts',
  ]);
  expect(stdout).toMatch(/\n6 errors, 0 warnings, \d+ ok\. Fix the errors before/);
  expect(stdout).not.toContain('canary');
}, 180_000); // the compiler checks the whole clone

test('a failed build is a finding in addition to those that need no build', async () => {
  removeBuild(clone.folder);
  withoutTypes();
  writeFileSync(join(clone.folder, 'functions', 'broken.ts'), 'export const handler = (');
  writeFileSync(join(clone.folder, '.env.staging'), 'PASSWORD=canary\nno assignment\n');

  const { exitCode, stdout, stderr } = await doctor('--env', '.env.staging');

  expect(exitCode).toBe(1);
  expect(stderr).toContain('functions/broken.ts:1:');
  expect(stdout).toContain('The build failed: see above.');
  expect(stdout).toMatch(/\.env\.staging +line 2 is not an assignment/);
  expect(readdirSync(join(clone.folder, '.twilioserverless'))).toEqual(['manifest.json']);
});

test('a mistyped parameter is a clear error', async () => {
  const { exitCode, stderr } = await doctor('--jsn');

  expect(exitCode).toBe(2);
  expect(stderr).toContain("unknown option '--jsn'\n(Did you mean --json?)");
});

describe('the table', () => {
  const long = 'a word and another '.repeat(9).trim();
  const findings = [
    { level: 'error', name: 'PASSWORD', message: 'PASSWORD is wrong', remedy: long },
    { level: 'ok', name: `/a/rather/${'long/'.repeat(20)}path`, message: long },
  ] as const;

  test('fits into 80 columns', () => {
    const lines = formatTable(findings, { color: false }).split('\n');

    expect(lines.filter(({ length }) => length > 80)).toEqual([]);
    expect(lines[1]).toBe('error    PASSWORD                  is wrong');
  });

  test.each([
    [findings, '1 error, 0 warnings, 1 ok. Fix the errors before you deploy.'],
    [
      [{ ...findings[0], level: 'warning' as const }],
      '0 errors, 1 warning, 0 ok. Check the warnings before you deploy.',
    ],
    [[findings[1]], '0 errors, 0 warnings, 1 ok. Ready to deploy.'],
  ])('ends with the counts and the next step: %#', (given, last) => {
    expect(formatTable(given, { color: false }).trim().split('\n').at(-1)).toBe(last);
  });

  test('has colors only if they are requested', () => {
    const escapes = /\u001b\[/;

    expect(formatTable(findings, { color: true })).toMatch(escapes);
    expect(formatTable(findings, { color: false })).not.toMatch(escapes);
  });
});
