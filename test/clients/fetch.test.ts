import { Agent } from 'node:http';
import { httpRequest, oneConnection } from '../support/clients/http-client';
import { ALL_CREDENTIALS, CREDENTIALS } from '../support/guard/credentials';
import { basicAuthorization } from '../support/guard/invoke';
import { PEOPLE, PEOPLE_FUNCTION, type Person } from '../support/projects/people-function';
import { ENVIRONMENTS } from '../support/services/environments';
import { startLocalService } from '../support/services/local-service';
import { type Service, VARIABLES } from '../support/services/service';

const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';

describe.each(ENVIRONMENTS)('Node.js, $environment', ({ environment, start }) => {
  let service: Service;

  beforeAll(async () => {
    service = await start({ functions: PEOPLE_FUNCTION, variables: ALL_CREDENTIALS });
  });
  afterAll(() => service.close());

  describe.each(CREDENTIALS)('with $what', ({ variables: { USERNAME, PASSWORD } }) => {
    const identity = { scheme: 'basic', username: USERNAME };
    test.each(['GET', 'POST'])('succeeds with fetch and %s', async (method) => {
      const authorization = basicAuthorization(USERNAME, PASSWORD);

      const response = await fetch(`${service.url}/whoami`, { method, headers: { authorization } });

      expect(response.status).toBe(200);
      expect(await response.json()).toEqual(identity);
    });

    test('gets a challenge with fetch and a wrong password', async () => {
      const authorization = basicAuthorization(USERNAME, `${PASSWORD}x`);

      const response = await fetch(`${service.url}/whoami`, { headers: { authorization } });

      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe(CHALLENGE);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(await response.text()).toBe('Unauthorized');
    });

    test('succeeds with node:http and its auth option', async () => {
      const auth = `${USERNAME}:${PASSWORD}`;

      const { status, body } = await httpRequest(`${service.url}/whoami`, { auth });

      expect(status).toBe(200);
      expect(JSON.parse(body)).toEqual(identity);
    });

    test('gets a challenge with node:http and no credentials', async () => {
      const answer = await httpRequest(`${service.url}/whoami`);

      expect(answer).toMatchObject({ status: 401, challenge: CHALLENGE, body: 'Unauthorized' });
    });
  });

  describe('with several users', () => {
    test('never mixes identities on a keep-alive connection', async () => {
      const agent = oneConnection();
      const callers = PEOPLE.flatMap((person) => [person, withWrongPassword(person)]);

      const answers = [];
      for (const { username, password } of callers) {
        const auth = `${username}:${password}`;
        answers.push(await httpRequest(`${service.url}/people`, { agent, auth }));
      }
      agent.destroy();

      expect(answers.map(({ reused }) => reused)).toEqual(callers.map((_, index) => index > 0));
      expect(answers.map(({ body }) => body)).toEqual(
        PEOPLE.flatMap((person) => [bodyFor(person), 'Unauthorized']),
      );
    });

    test('gets no identity without credentials after a call with credentials', async () => {
      const agent = oneConnection();
      const url = `${service.url}/people`;
      const [ada] = PEOPLE;

      const known = await httpRequest(url, { agent, auth: `${ada?.username}:${ada?.password}` });
      const bare = await httpRequest(url, { agent });
      agent.destroy();

      expect(known.status).toBe(200);
      expect(bare).toMatchObject({ status: 401, body: 'Unauthorized', reused: true });
    });

    test('gets the right identity for each of 50 callers', async () => {
      // Twilio runs 30 requests at once and answers 429 to the next. The local server has no such limit.
      const agent = new Agent({
        keepAlive: true,
        maxSockets: environment === 'deployed' ? 30 : 50,
      });
      const callers = Array.from({ length: 50 }, (_, index) => {
        const person = PEOPLE[index % PEOPLE.length] as Person;
        const known = index % 3 > 0;
        const { username, password } = known ? person : withWrongPassword(person);
        const expected = known ? bodyFor(person) : 'Unauthorized';
        return { auth: `${username}:${password}`, expected };
      });

      const answers = await Promise.all(
        callers.map(({ auth }) => httpRequest(`${service.url}/people`, { agent, auth })),
      );
      agent.destroy();

      expect(answers.map(({ body }) => body)).toEqual(callers.map(({ expected }) => expected));
    });
  });
});

// Twilio documents only GET, POST and OPTIONS. The local server also accepts HEAD.
describe('Node.js with HEAD, locally', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startLocalService({ variables: VARIABLES });
  });
  afterAll(() => service.close());

  test.each([
    ['succeeds with the right password', 'ahoy!', { status: 200, challenge: undefined }],
    ['gets a challenge with a wrong password', 'ahoy', { status: 401, challenge: CHALLENGE }],
  ])('%s', async (_name, password, expected) => {
    const auth = `${VARIABLES.USERNAME}:${password}`;

    const answer = await httpRequest(`${service.url}/basic`, { method: 'HEAD', auth });

    expect(answer).toMatchObject({ ...expected, body: '' });
  });
});

/** Returns the username of a user with the password of another user. */
function withWrongPassword({ username }: Person): Person {
  const index = PEOPLE.findIndex((person) => person.username === username);
  const other = PEOPLE[(index + 1) % PEOPLE.length] as Person;
  return { username, password: other.password };
}

function bodyFor({ username }: Person): string {
  return JSON.stringify({ scheme: 'basic', username });
}
