import { type Edge, open } from '../../../lib';
import { edgeField, makeEdgeToken } from '../../support/edge/edge-tokens';
import { invoke } from '../../support/guard/invoke';
import { hashOf } from '../../support/guard/tokens';
import {
  type CredentialsProject,
  openCredentialsProject,
} from '../../support/projects/credentials-project';

const TOKEN = /^tfe_[0-9A-Za-z]{12}_[0-9A-Za-z]{33}\n$/;

let project: CredentialsProject;
beforeAll(() => {
  project = openCredentialsProject();
});
beforeEach(() => {
  project.clear();
  project.write('.env', '# ours\n');
});
afterAll(() => project.remove());

/** Creates a token, which must succeed. */
async function make(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await project.run(['edge-token', ...args]);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(TOKEN)]);
  return { token: stdout.trimEnd(), id: stdout.slice(4, 16), stderr };
}

/** Returns the name of the edge with a token, as a Function sees it. */
async function nameOf(token: string): Promise<string | undefined> {
  const event = { request: { headers: { 'x-edge': edgeField(token) } } };
  const handler = open((context) => ({ edge: context.edge }));
  const { body } = await invoke(handler, { variables: project.variables(), event });
  return (body as { readonly edge?: Edge }).edge?.name;
}

test('edge-token creates a token that Functions know, and stores only its id and hash', async () => {
  const { token, id, stderr } = await make('nginx');

  expect(project.read('.env')).toBe(`# ours\nEDGE_TOKENS="nginx:${id}.${hashOf(token)}"\n`);
  expect(await nameOf(token)).toBe('nginx');
  expect(stderr).toContain(`Added a token of nginx, ${id}, to EDGE_TOKENS.`);
  expect(stderr).not.toContain(token);
});

test('a rotation is two commands: the next token is added, and the previous one revoked by its id', async () => {
  const before = await make('nginx');
  const after = await make('nginx-2027', '--expires', '90d');
  expect([await nameOf(before.token), await nameOf(after.token)]).toEqual(['nginx', 'nginx-2027']);

  const { exitCode, stderr } = await project.run(['revoke', before.id]);

  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('in EDGE_TOKENS')]);
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect([await nameOf(before.token), await nameOf(after.token)]).toEqual([
    undefined,
    'nginx-2027',
  ]);
});

test('a whole token can be revoked, too', async () => {
  const { token } = await make('nginx');

  expect((await project.run(['revoke', token])).exitCode).toBe(0);
  expect(project.variables()['EDGE_TOKENS']).not.toContain(hashOf(token));
});

test('a token replaces "none", which removed the edge', async () => {
  project.write('.env', 'EDGE_TOKENS=none\n');

  expect(await nameOf((await make('caddy')).token)).toBe('caddy');
});

test('list shows every edge without its hash', async () => {
  const { id, token } = await make('nginx', '--expires', '2099-01-31');

  const { stdout } = await project.run(['list']);

  expect(stdout).toMatch(
    new RegExp(`EDGE +ID +EXPIRES +SOURCE\\nnginx +${id} +2099-01-31 +line 1 of EDGE_TOKENS`),
  );
  expect(stdout).not.toContain(hashOf(token));
});

test('list reports a token in place of its hash, without the token', async () => {
  const { token } = makeEdgeToken();
  project.write('.env', `EDGE_TOKENS=nginx:${token}\n`);

  const { stderr } = await project.run(['list']);

  expect(stderr).toContain('line 1 of EDGE_TOKENS must have the hash of a token, not the token');
  expect(stderr).toContain('credentials -- edge-token NAME');
  expect(stderr).not.toContain(token);
});

test('a variable that is full is not changed, and the remedy is named', async () => {
  for (const name of ['one', 'two', 'three', 'four', 'five', 'six', 'seven']) await make(name);
  const before = project.read('.env');

  const { exitCode, stderr } = await project.run(['edge-token', 'eight']);

  expect([exitCode, project.read('.env')]).toEqual([1, before]);
  expect(stderr).toContain('credentials -- revoke ID');
});

test.each([
  [['edge-token'], 'NAME'],
  [['edge-token', 'a:b'], 'The name'],
  [['edge-token', 'nginx', '--path', '/a'], '--path'],
  [['edge-token', 'nginx', '--expires', '2020-01-31'], '--expires must be in the future'],
])('%j is refused, and nothing is stored', async (args, words) => {
  const { exitCode, stderr } = await project.run(args);

  expect(exitCode).not.toBe(0);
  expect(stderr.toLowerCase()).toContain(words.toLowerCase());
  expect(project.read('.env')).toBe('# ours\n');
});
