import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { EdgeProgram } from '../../cli/edge/edge-configuration';
import { createDirectory, type TestDirectory } from '../support/directory/directory';
import { addTeam, type Team } from '../support/directory/team';
import { makeEdgeToken } from '../support/edge/edge-tokens';
import { type EdgeRequest, sendRaw } from '../support/edge/raw-request';
import { EDGE_NAME, type RunningEdge, startEdge } from '../support/edge/start-edge';
import { makeTempFolder } from '../support/processes/temp-folder';
import { PROJECT } from '../support/projects/project';
import { PATCH_OP, USER } from '../support/scim/scim-fixture';
import { addScimToken } from '../support/scim/scim-rows';
import { type DeployedService, deployToSimulator } from '../support/services/deploy-to-simulator';
import { addDomain } from '../support/sso/sso-account';

// The deployed service provisions members behind each of the configurations in docs/edge.

const { token: edgeToken, line } = makeEdgeToken('edge');
const ORIGIN = `https://${EDGE_NAME}`;

let directory: TestDirectory;
let service: DeployedService;
beforeAll(async () => {
  directory = await createDirectory();
  const { DATABASE_URL = '', DIRECTORY_KEY = '' } = directory.variables;
  const variables = { DATABASE_URL, DIRECTORY_KEY, PUBLIC_URL: ORIGIN, EDGE_TOKENS: line };
  service = await deployToSimulator({ variables });
});
afterAll(async () => {
  await service.close();
  await directory.close();
});

describe.each<EdgeProgram>(['nginx', 'caddy', 'haproxy'])('%s', (program) => {
  let edge: RunningEdge;
  let team: Team;
  let token: string;
  beforeAll(async () => {
    edge = await startEdge(program, service, edgeToken);
    team = await addTeam(directory, ['admin', 'other']);
    const { database } = directory;
    await database.query("update accounts set provisioning = 'scim' where id = $1", [team.account]);
    await database.query('delete from account_domains');
    await addDomain(directory, team.account, 'example.com');
    token = (await addScimToken(database, team.account)).token;
  });
  afterAll(() => edge.close());

  const raw = (method: string, target: string, more: EdgeRequest = {}) => {
    const fields = [`Authorization: Bearer ${token}`, ...(more.fields ?? [])];
    return sendRaw(edge, { method, target: `/scim/v2${target}`, ...more, fields });
  };
  const send = async (method: string, target: string, body?: object) => {
    const fields = ['Content-Type: application/scim+json; charset=utf-8'];
    const given = body === undefined ? {} : { body: JSON.stringify(body) };
    const { status, head, body: text } = await raw(method, target, { fields, ...given });
    return { status, head, text, json: text === '' ? undefined : JSON.parse(text) };
  };
  const name = (who: string) => `${who}.${program}@example.com`;

  test('a user is created, found, changed in both dialects, disabled by PUT and removed', async () => {
    const userName = name('ada');
    const created = await send('POST', '/Users', {
      schemas: [USER],
      userName,
      name: { givenName: 'Zoë', familyName: 'Łukasz' },
      externalId: `x-${program}`,
      active: true,
    });
    expect(created.status).toBe(201);
    expect(created.head).toMatch(/^content-type: application\/scim\+json/im);
    const { id } = created.json;
    expect(created.head).toMatch(new RegExp(`^location: ${ORIGIN}/scim/v2/Users/${id}\\r?$`, 'im'));
    expect(created.json.name.formatted).toBe('Zoë Łukasz');

    const filter = encodeURIComponent(`userName eq "${userName}"`);
    const found = await send('GET', `/Users?filter=${filter}&startIndex=1&count=100`);
    expect(found.json).toMatchObject({ totalResults: 1, Resources: [{ id, userName }] });
    const patch = (operation: object) =>
      send('PATCH', `/Users/${id}`, { schemas: [PATCH_OP], Operations: [operation] });
    expect((await patch({ op: 'Replace', path: 'active', value: 'False' })).json.active).toBe(
      false,
    );
    const second = await patch({ op: 'replace', value: { 'name.givenName': 'Ada', active: true } });
    expect(second.json).toMatchObject({ active: true, name: { givenName: 'Ada' } });
    const put = await send('PUT', `/Users/${id}`, { ...second.json, active: false });
    expect(put).toMatchObject({ status: 200, json: { id, active: false } });
    const removed = await send('DELETE', `/Users/${id}`);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect(await send('GET', `/Users/${id}`)).toMatchObject({
      status: 404,
      json: { status: '404' },
    });
  });

  test('a group is created, changed and removed', async () => {
    const user = (await send('POST', '/Users', { userName: name('grace') })).json.id;
    const members = [{ value: user }];
    const { status, json } = await send('POST', '/Groups', { displayName: program, members });
    expect([status, json.members.length]).toEqual([201, 1]);
    const Operations = [{ op: 'Remove', path: 'members', value: members }];
    const target = `/Groups/${json.id}`;
    expect((await send('PATCH', target, { Operations })).status).toBe(204);
    expect((await send('GET', target)).json.members).toEqual([]);
    expect((await send('DELETE', target)).status).toBe(204);
  });

  test('a HEAD has no body, other methods have a 405 or the refusal of the edge', async () => {
    const head = await raw('HEAD', '/Users');
    expect([head.status, head.body]).toEqual([200, '']);
    expect((await send('PUT', '/Users', {})).head).toMatch(/^allow: GET, HEAD, POST\r?$/im);
    expect(await send('POST', '/ServiceProviderConfig', {})).toMatchObject({ status: 405 });
  });

  test('discovery lists what the service has', async () => {
    expect((await send('GET', '/ServiceProviderConfig')).json).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
    });
    for (const [list, total] of [
      ['/ResourceTypes', 2],
      ['/Schemas', 2],
    ] as const) {
      const { json } = await send('GET', list);
      expect(json.totalResults).toBe(total);
      for (const { id, meta } of json.Resources) {
        const { json: one } = await send('GET', `${list}/${encodeURIComponent(id)}`);
        expect(one).toMatchObject({ id, meta });
      }
    }
  });

  test('the command of the guide shows the members', async () => {
    const guide = readFileSync(join(PROJECT, 'docs/directory/scim.md'), 'utf8');
    const [, command = '', answer = ''] =
      /```sh\n(curl .*)\n```\n\n```text\n(.*)…\n```/.exec(guide) ?? [];
    const { path: home, remove } = makeTempFolder('home');
    writeFileSync(join(home, 'edge.pem'), edge.cert);
    writeFileSync(
      join(home, '.curlrc'),
      `silent\nconnect-to = "${EDGE_NAME}:443:127.0.0.1:${edge.port}"\ncacert = "${join(home, 'edge.pem')}"\n`,
    );
    const env = { PATH: process.env['PATH'], HOME: home, TOKEN: token };
    const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
    remove();
    expect(stdout.slice(0, answer.length)).toBe(answer);
  });

  test('a wrong token has a challenge and a body of SCIM', async () => {
    const fields = [`Authorization: Bearer ${token}x`];
    const { status, head, body } = await sendRaw(edge, { target: '/scim/v2/Users', fields });
    expect(status).toBe(401);
    expect(head).toMatch(/^www-authenticate: Bearer realm=/im);
    expect(JSON.parse(body)).toMatchObject({ status: '401', detail: expect.any(String) });
  });

  test.each(['/Users/../Users', '/../admin/list-members', '//Users', '/Users/%2e%2e'])(
    'the target %s is refused',
    async (target) => {
      const { status } = await raw('GET', target);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    },
  );

  test('the token is refused past the edge, and neither token is in a log', async () => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${service.url}/scim`, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ status: '403' });
    expect(service.logs()).not.toContain(token);
    expect(service.logs()).not.toContain(edgeToken);
  });
});
