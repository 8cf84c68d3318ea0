import { readdirSync } from 'node:fs';
import {
  type CredentialsProject,
  openCredentialsProject,
} from '../../support/projects/credentials-project';

const ENV = 'USERNAME=twilio\nPASSWORD=ahoy there\n';

let project: CredentialsProject;
beforeAll(() => {
  project = openCredentialsProject();
  project.write('.env', ENV);
});
afterAll(() => project.remove());

interface Refusal {
  readonly args: readonly string[];
  readonly input?: string | Buffer;
  readonly message: RegExp;
}

// What may be a password is spelled s3cr3t here, so that it can be looked for.
const USAGE_ERRORS: readonly Refusal[] = [
  { args: ['frobnicate'], message: /unknown command 'frobnicate'\nAdd --help/ },
  { args: ['toString'], message: /unknown command 'toString'/ },
  { args: ['ad', 'ada'], message: /unknown command 'ad'\n\(Did you mean add\?\)/ },
  { args: ['add', 'ada', '--frob'], message: /unknown option '--frob'\nAdd --help/ },
  { args: ['add', 'ada', '--pasword=s3cr3t'], message: /unknown option '--pasword'/ },
  { args: ['add', 'ada', '-ps3cr3t'], message: /unknown option '-p'/ },
  { args: ['add', 'ada', "--key=it's s3cr3t\n'"], message: /unknown option '--key'/ },
  { args: ['list', '--generate'], message: /unknown option '--generate'/ },
  { args: ['add', 'ada', '--variable'], message: /'--variable <name>' argument missing/ },
  { args: ['add'], message: /missing required argument 'username'/ },
  { args: ['import'], message: /missing required argument 'file'/ },
  {
    args: ['hash', 's3cr3t'],
    message: /hash takes no argument\. A password must not be an argument/,
  },
  { args: ['add', 'ada', 's3cr3t'], message: /one argument, username\. A password must not/ },
  { args: ['add', 'ada:s3cr3t'], message: /A password must not be an argument/ },
  { args: ['encode', 'ada', 's3cr3t'], message: /A password must not be an argument/ },
  { args: ['verify', 'ada', '--password=s3cr3t'], message: /A password must not be an argument/ },
  { args: ['hash', '-p', 's3cr3t'], message: /A password must not be an argument/ },
  { args: ['list', 's3cr3t'], message: /too many arguments for 'list'/ },
  { args: ['add', 'ada', '--variable=A', '--file'], message: /cannot be combined: choose one/ },
  { args: ['signing-key', 's3cr3t'], message: /too many arguments for 'signing-key'/ },
  { args: ['signing-key', '--file'], message: /unknown option '--file'/ },
];

const REFUSALS: readonly Refusal[] = [
  { args: ['add', ''], message: /The username is required/ },
  { args: ['add', 'a\tb'], message: /The username has a control character/ },
  { args: ['add', 'u'.repeat(129)], message: /The username has over 128 characters/ },
  { args: ['add', '#ada'], message: /cannot store the user "#ada"/ },
  {
    args: ['add', 'do\\nald'],
    message: /BASIC_AUTH_CREDENTIALS cannot store this value: .* Use --file/,
  },
  { args: ['hash'], message: /Standard input is empty: the password is required/ },
  { args: ['hash'], input: '\n', message: /The password is required/ },
  {
    args: ['hash'],
    input: 's3cr3t\n',
    message: /The password has 6 characters and must have at least 8/,
  },
  {
    args: ['hash'],
    input: 'x'.repeat(129),
    message: /has 129 characters and must have at most 128/,
  },
  { args: ['hash'], input: 's3cr3t\ns3cr3t\n', message: /The password has a control character/ },
  { args: ['hash'], input: Buffer.from([0xff, 0x41]), message: /is not UTF-8 text/ },
  { args: ['hash'], input: 'x'.repeat(100_000), message: /too long for a password/ },
  { args: ['encode', 'ada'], input: 'a\tb', message: /The password has a control character/ },
  {
    args: ['add', 'ada', '--variable', 'PASSWORD'],
    message: /must be BASIC_AUTH_CREDENTIALS or begin with/,
  },
  {
    args: ['add', 'ada', '--variable', 'BASIC_AUTH_CREDENTIALS-2'],
    message: /letters, digits and _/,
  },
  { args: ['add', 'ada', '--file=assets/users.htpasswd'], message: /anyone could read it/ },
  { args: ['add', 'ada', '--file=../users.private.htpasswd'], message: /anyone could read it/ },
  { args: ['add', 'ada', '--file=assets/auth.private.ts'], message: /anyone could read it/ },
  { args: ['list', '--env=.env.none'], message: /The file .*\.env\.none does not exist/ },
  { args: ['import', 'none'], message: /The file .*none does not exist/ },
  { args: ['signing-key', '--alg', 'RS256'], message: /--alg must be EdDSA or ES256/ },
  { args: ['signing-key', '--end-rotation'], message: /no rotation is in progress/ },
  { args: ['signing-key', '--end-rotation', '--alg=ES256'], message: /no key is created/ },
  { args: ['import', 'assets'], message: /Cannot read .*EISDIR/ },
];

async function expectRefusal({ args, input, message }: Refusal, expected: number) {
  const { exitCode, stdout, stderr } = await project.run(args, input);

  expect([exitCode, stdout]).toEqual([expected, '']);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/s3cr3t|\n\s+at /);
  expect(project.read('.env')).toBe(ENV);
  expect(readdirSync(project.folder).filter((name) => name.startsWith('.saving'))).toEqual([]);
}

test.each(USAGE_ERRORS)('$args is refused with exit code 2 and changes nothing', (refusal) =>
  expectRefusal(refusal, 2),
);

test.each(REFUSALS)(
  '$args is refused with exit code 1 and a remedy, and changes nothing',
  (refusal) => expectRefusal(refusal, 1),
);

test.each([
  ['a line that is not an assignment', 'A=1\ns3cr3t\n', /\.env is broken in line 2/],
  ['bytes that are not UTF-8', Buffer.from([0x41, 0x3d, 0xff]), /is not UTF-8 text/],
  ['a pepper that is too short', 'PASSWORD_PEPPER=s3cr3t\n', /PASSWORD_PEPPER has under 16/],
])('a file of settings with %s is not changed', async (_case, content, message) => {
  project.write('.env.other', content);

  const run = await project.run(['add', 'ada', '--env=.env.other'], 'correct horse');

  expect([run.exitCode, run.stdout]).toEqual([1, '']);
  expect(run.stderr).toMatch(message);
  expect(run.stderr).not.toContain('s3cr3t');
});

test.each([[['--help']], [['-h']], [['add', '--help']]])('%j prints the usage', async (args) => {
  const { exitCode, stdout, stderr } = await project.run(args);

  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^Usage: npm run credentials -- (?:\[options\] \[command\]|add \[options\])/,
  );
});

test('without a command, the usage is an error', async () => {
  const { exitCode, stdout, stderr } = await project.run([]);

  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^Usage: npm run credentials -- /);
});
