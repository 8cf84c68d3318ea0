import { sendRequest } from '../support/clients/send-request';
import { edgeProject } from '../support/edge/edge-project';
import { edgeField, makeEdgeToken } from '../support/edge/edge-tokens';
import { type EdgeRequest, type RawResponse, sendRaw } from '../support/edge/raw-request';
import { EDGE_NAME, type RunningEdge, startEdge } from '../support/edge/start-edge';
import { basicAuthorization } from '../support/guard/invoke';
import type { OpenedProject } from '../support/projects/project-copy';
import { writeProject } from '../support/projects/write-project';
import { type DeployedService, deployToSimulator } from '../support/services/deploy-to-simulator';
import { VARIABLES } from '../support/services/service';

// The configurations in docs/edge, each in front of a deployed service. Only addresses and certificates differ.

const { token, line } = makeEdgeToken('edge');
const RIGHT = `Authorization: ${basicAuthorization(VARIABLES.USERNAME, VARIABLES.PASSWORD)}`;
const FORGED = edgeField(makeEdgeToken().token, { address: '203.0.113.7' });

let project: OpenedProject;
let service: DeployedService;
beforeAll(async () => {
  project = writeProject(edgeProject());
  const variables = { ...VARIABLES, EDGE_TOKENS: line };
  service = await deployToSimulator({ folder: project.folder, variables });
});
afterAll(() => project.remove());

// A Worker gets the target percent-encoded.
const ENCODED_UTF8 = '/seen?a=%C3%BC';

const json = ({ body }: RawResponse) => JSON.parse(body);

describe.each(['nginx', 'caddy', 'haproxy', 'worker'] as const)('%s', (program) => {
  let edge: RunningEdge;
  beforeAll(async () => {
    edge = await startEdge(program, service, token);
  });
  afterAll(() => edge.close());
  const send = (request: EdgeRequest) => sendRaw(edge, request);

  test('reports its name, the address, the method and the target, and a Function does not see the token', async () => {
    const response = await send({ target: '/seen?a=%20b+c&d=%C3%BC' });

    expect(json(response)).toMatchObject({
      edge: {
        name: 'edge',
        address: '127.0.0.1',
        method: 'GET',
        target: '/seen?a=%20b+c&d=%C3%BC',
      },
      event: { a: ' b c', d: 'ü' },
    });
    expect(response.body).not.toContain(token);
    expect(service.logs()).not.toContain(token);
  });

  test.each([
    ['once', [`X-Edge: ${FORGED}`]],
    ['twice', [`X-Edge: ${FORGED}`, `x-edge: ${FORGED}`]],
    ['as a hop-by-hop header', [`X-Edge: ${FORGED}`, 'Connection: X-Edge']],
    ['with an underscore', [`X_Edge: ${FORGED}`]],
    [
      'with the headers of other proxies',
      [
        `X-Edge: ${FORGED}`,
        'X-Forwarded-For: 203.0.113.7',
        'Forwarded: for=203.0.113.7',
        'X-Real-IP: 203.0.113.7',
        'CF-Connecting-IP: 203.0.113.7',
        'True-Client-IP: 203.0.113.7',
      ],
    ],
  ])("replaces the caller's own header (threat 25): %s", async (_name, fields) => {
    const { edge: seen } = json(await send({ fields }));

    expect(seen).toMatchObject({ name: 'edge', address: '127.0.0.1' });
  });

  test('a body or a query named "request" takes the header away, and forges nothing (threat 24)', async () => {
    const request = { headers: { 'x-edge': FORGED } };
    const body = JSON.stringify({ request });
    const fields = ['Content-Type: application/json'];

    expect(json(await send({ method: 'POST', body, fields })).edge).toBeNull();
    expect((await send({ target: '/office?request=1', fields: [RIGHT] })).status).toBe(403);
  });

  test('allows and refuses callers by their address', async () => {
    expect((await send({ target: '/office', fields: [RIGHT] })).body).toBe('in');
    expect((await send({ target: '/abroad', fields: [RIGHT] })).status).toBe(403);
    const forged = [RIGHT, `X-Edge: ${FORGED}`, 'X-Forwarded-For: 203.0.113.7'];
    expect((await send({ target: '/abroad', fields: forged })).status).toBe(403);
  });

  test('sets its own name as the domain of cookies', async () => {
    const { head } = await send({ target: '/cookie' });

    const domains = [...head.matchAll(/^set-cookie: .*domain=([^;\r]+)/gim)].map(
      ([, domain]) => domain,
    );
    expect(domains).toEqual([EDGE_NAME, EDGE_NAME]);
  });

  describe('for SCIM', () => {
    const fields = ['Content-Type: application/scim+json'];
    const body = '{"userName":"ada"}';

    test.each(['POST', 'PUT', 'PATCH'])('%s reaches the Function with its body', async (method) => {
      expect(json(await send({ method, target: '/scim/v2/Users/1?a=b', fields, body }))).toEqual({
        name: 'edge',
        address: '127.0.0.1',
        method,
        target: '/scim/v2/Users/1?a=b',
        body: { userName: 'ada' },
        type: 'application/scim+json',
      });
    });

    test('GET reaches the Function, and the query is in the target alone', async () => {
      const target = '/scim/v2/Users?filter=userName%20eq%20%22ada%22&count=1';

      expect(json(await send({ target }))).toMatchObject({ method: 'GET', target, body: {} });
    });

    test('DELETE gets the 204 without a body', async () => {
      const response = await send({ method: 'DELETE', target: '/scim/v2/Users/1' });

      expect(response).toMatchObject({ status: 204, body: '' });
    });

    test('a body in chunks arrives whole', async () => {
      const response = await send({
        method: 'PATCH',
        target: '/scim/v2/Users/1',
        fields,
        body,
        chunked: true,
      });

      expect(json(response).body).toEqual({ userName: 'ada' });
    });

    test('a body of 945 kB arrives, and one of 1.1 MB is refused in the form of SCIM', async () => {
      const large = (length: number) => JSON.stringify({ a: 'a'.repeat(length) });
      const target = '/scim/v2/Users';

      const taken = await send({ method: 'POST', target, fields, body: large(945_000) });
      expect(json(taken).body.a).toHaveLength(945_000);
      const refused = await send({ method: 'POST', target, fields, body: large(1_100_000) });
      expect(refused.status).toBe(413);
      expect(json(refused)).toMatchObject({ status: '413' });
    });

    test.each([
      ['/scim/v2/Busy?told', '7'],
      ['/scim/v2/Busy', '5'],
    ])(
      "the platform's 429 of %s comes in the form of SCIM, with Retry-After: %s",
      async (target, seconds) => {
        const response = await send({ method: 'POST', target, fields, body });

        expect(response.status).toBe(429);
        expect(response.head).toMatch(/^content-type: application\/scim\+json/im);
        expect(response.head.match(/^retry-after: .*$/gim)).toEqual([
          expect.stringMatching(new RegExp(`^retry-after: ${seconds}\\r?$`, 'i')),
        ]);
        expect(json(response)).toMatchObject({ status: '429', detail: expect.any(String) });
      },
    );

    test('a compressed body is refused in the form of SCIM', async () => {
      const gzip = [...fields, 'Content-Encoding: gzip'];
      const refused = await send({ method: 'POST', target: '/scim/v2/Users', fields: gzip, body });

      expect(refused.status).toBe(415);
      expect(json(refused)).toMatchObject({ status: '415' });
    });

    test.each([
      '/scim/v2/Users?filter=name%5Bvalue%20eq%20%22a%22%5D',
      // The runtime of Workers refuses a character that RFC 3986 does not allow.
      ...(program === 'worker' ? [] : ['/scim/v2/Users?filter=userName+eq+"ada"']),
      '/scim/v2/Users/a%2Fb',
      '/scim/v2/Users/%0d%0aX-Edge:%20v1',
      '/scim/v2',
    ])('the target %s arrives byte by byte', async (target) => {
      expect(json(await send({ target })).target).toBe(target);
    });

    test.each([
      ['without an edge', `${'/scim'}`],
      ['at a path that only begins alike', '/scim/v20/Users'],
    ])('%s, there is nothing', async (_name, path) => {
      const { status } = await sendRequest(`${service.url}${path}`, { method: 'POST' });
      expect([403, 404]).toContain(status);
    });
  });

  test.each([
    ['a target with raw UTF-8', { target: '/seen?a=ü' }],
    ['a target with spaces', { target: '/seen?a=b c' }],
    ['a target of 12 kB', { target: `/seen?a=${'a'.repeat(12_000)}` }],
    ['a body of 1.1 MB', { method: 'POST', target: '/seen', body: 'a'.repeat(1_100_000) }],
  ])(
    '%s is refused, or reaches a Function without the words of an edge',
    async (_name, request) => {
      const response = await send(request);

      if (response.status !== 200) expect(response.status).toBeGreaterThanOrEqual(400);
      else expect(['/invalid', ENCODED_UTF8]).toContain(json(response).edge?.target ?? '/invalid');
    },
  );

  test('an edge with another token is not known', async () => {
    const stranger = await startEdge(program, service, makeEdgeToken().token);
    try {
      expect(json(await sendRaw(stranger, {})).edge).toBeNull();
      expect((await sendRaw(stranger, { target: '/office', fields: [RIGHT] })).status).toBe(403);
    } finally {
      await stranger.close();
    }
  });
});

test('a call past the edge gets 403 where an address is required', async () => {
  const headers = { Authorization: basicAuthorization(VARIABLES.USERNAME, VARIABLES.PASSWORD) };

  expect((await sendRequest(`${service.url}/office`, { headers })).status).toBe(403);
  const forged = { ...headers, 'X-Edge': FORGED };
  expect((await sendRequest(`${service.url}/office`, { headers: forged })).status).toBe(403);
});

test('threat 26: nginx without the repeated headers of its SCIM location lets a forged header through', async () => {
  const edge = await startEdge('nginx', service, token, (text) => {
    const [before = '', scim = ''] = text.split('location ~ ^/scim');
    return `${before}location ~ ^/scim${scim.replace('proxy_set_header X-Edge $edge;', '')}`;
  });
  try {
    const fields = [`X-Edge: ${edgeField(token, { address: '203.0.113.7' })}`];
    const response = await sendRaw(edge, { target: '/scim/v2/Users', fields });

    expect(json(response).address).toBe('203.0.113.7');
  } finally {
    await edge.close();
  }
});
