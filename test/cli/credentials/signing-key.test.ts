import { basic, open } from '../../../assets/auth.private';
import { jwksEndpoint, tokenEndpoint } from '../../../assets/jwt.private';
import { invoke } from '../../support/guard/invoke';
import { AUTHORIZATION, requestToken, TOKEN_VARIABLES } from '../../support/guard/request-token';
import { verifyToken } from '../../support/guard/verify-token';
import {
  type CredentialsProject,
  openCredentialsProject,
} from '../../support/projects/credentials-project';

const END = ['signing-key', '--end-rotation'];
const endpoint = open(tokenEndpoint({ clients: basic() }));
const jwks = open(jwksEndpoint());

let project: CredentialsProject;
beforeAll(() => {
  project = openCredentialsProject();
});
afterAll(() => project.remove());
beforeEach(() => {
  project.clear();
  project.write('.env', 'A=1\n');
});

/** A token that is issued with what `.env` sets. */
async function issue(): Promise<string> {
  const { JWT_SIGNING_KEY: _, ...others } = TOKEN_VARIABLES;
  const variables = { ...others, JWT_SIGNING_KEY: undefined, ...project.variables() };
  const { json } = await requestToken({ authorization: AUTHORIZATION, variables }, endpoint);
  return `${json['access_token']}`;
}
const published = async () =>
  JSON.stringify((await invoke(jwks, { variables: project.variables() })).body);
const variable = (name: string) => JSON.parse(`${project.variables()[name]}`);

test.each([
  [['signing-key'], 'EdDSA'],
  [['signing-key', '--alg', 'ES256'], 'ES256'],
])('%j creates a key that signs tokens and prints only its kid', async (args, alg) => {
  const { exitCode, stdout, stderr } = await project.run(args);

  const { header } = verifyToken(await issue(), await published());
  expect([exitCode, stdout]).toEqual([0, `${header['kid']}\n`]);
  expect(header['alg']).toBe(alg);
  expect(`${project.variables()['JWT_SIGNING_KEY']}`.length).toBeLessThanOrEqual(450);
  expect(stdout + stderr).not.toContain(variable('JWT_SIGNING_KEY').d);
  expect(stderr).toContain('or deploy again');
  expect(project.read('.env')).toMatch(/^A=1\nJWT_SIGNING_KEY='\{.*\}'\n$/);
});

test('signing-key creates a missing .env as npm start does, with the key below its description', async () => {
  project.clear();

  const { stderr } = await project.run(['signing-key']);

  expect(stderr).toContain('Created .env with a random PASSWORD.');
  expect(project.read('.env')).toMatch(/^# JWT_SIGNING_KEY=\nJWT_SIGNING_KEY='/m);
});

describe('a second signing-key', () => {
  test('rotates the key: the tokens of both keys are valid, and the old private half is removed', async () => {
    await project.run(['signing-key']);
    const before = await issue();
    const old = variable('JWT_SIGNING_KEY');

    const { exitCode, stderr } = await project.run(['signing-key']);

    const keys = await published();
    expect(exitCode).toBe(0);
    expect(verifyToken(before, keys).header['kid']).toBe(old.kid);
    expect(verifyToken(await issue(), keys).header['kid']).not.toBe(old.kid);
    expect(variable('JWT_SIGNING_KEY_PREVIOUS')).toMatchObject({ kid: old.kid });
    expect(project.read('.env')).not.toContain(old.d);
    expect(stderr).toContain('signing-key --end-rotation');
  });

  test('ends the rotation with --end-rotation by a value that a deploy sends', async () => {
    await project.run(['signing-key']);
    const before = await issue();
    await project.run(['signing-key']);

    const { exitCode, stdout, stderr } = await project.run(END);

    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toContain('JWT_SIGNING_KEY_PREVIOUS is now none');
    expect(project.variables()['JWT_SIGNING_KEY_PREVIOUS']).toBe('none');
    const keys = await published();
    expect(() => verifyToken(before, keys)).toThrow('There is no key');
    expect((await project.run(['signing-key'])).exitCode).toBe(0);
  });

  test('changes nothing if a rotation is in progress', async () => {
    await project.run(['signing-key']);
    await project.run(['signing-key']);
    const before = project.read('.env');

    const { exitCode, stdout, stderr } = await project.run(['signing-key']);

    expect([exitCode, stdout, project.read('.env')]).toEqual([1, '', before]);
    expect(stderr).toContain('A rotation is in progress');
  });

  test('changes nothing if the existing key is invalid', async () => {
    const broken = `JWT_SIGNING_KEY='{"d":"s3cr3t"}'\n`;
    project.write('.env', broken);

    const { exitCode, stdout, stderr } = await project.run(['signing-key']);

    expect([exitCode, stdout, project.read('.env')]).toEqual([1, '', broken]);
    expect(stderr).toContain('JWT_SIGNING_KEY must have the alg');
    expect(stderr).not.toContain('s3cr3t');
  });
});

test('signing-key changes nothing if all variables would exceed 3,000 bytes', async () => {
  const full = Array.from({ length: 7 }, (_, index) => `V${index}=${'x'.repeat(400)}\n`).join('');
  project.write('.env', full);

  const { exitCode, stdout, stderr } = await project.run(['signing-key']);

  expect([exitCode, stdout, project.read('.env')]).toEqual([1, '', full]);
  expect(stderr).toContain('Twilio accepts about 3000');
});
