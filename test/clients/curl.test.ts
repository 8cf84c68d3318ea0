import { curl } from '../support/clients/curl';
import {
  ALL_CREDENTIALS,
  CREDENTIALS,
  spellingsOf,
  withCredentials,
} from '../support/guard/credentials';
import { type Recorder, startRecorder } from '../support/guard/recorder';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import type { Service } from '../support/services/service';

const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';
const IN = { status: 200, challenge: '', body: 'OK' };
const OUT = { status: 401, challenge: CHALLENGE, body: 'Unauthorized' };

const TOKEN = Buffer.from('twilio:ahoy!').toString('base64');

describe.each(ENVIRONMENTS)('curl, $environment', ({ start }) => {
  let service: Service;

  beforeAll(async () => {
    service = await start({ variables: ALL_CREDENTIALS });
  });
  afterAll(() => service.close());

  describe.each(CREDENTIALS)('with $what', ({ variables }) => {
    const login = `${variables.USERNAME}:${variables.PASSWORD}`;
    let recorder: Recorder;

    beforeEach(async () => {
      recorder = await startRecorder(service.url);
    });
    afterEach(() => recorder.close());
    test.each([
      ['GET', []],
      ['POST', ['--data', 'Body=Ahoy']],
    ])('succeeds at once with %s and -u', async (method, args) => {
      const answer = await curl('-u', login, ...args, `${recorder.url}/basic`);

      expect(answer).toEqual(IN);
      expect(recorder.exchanges()).toEqual([`${method} /basic with credentials: 200`]);
    });

    test('succeeds with the credentials percent-encoded in the URL', async () => {
      const answer = await curl(withCredentials(`${service.url}/basic`, variables));

      expect(answer).toEqual(IN);
    });

    test('calls first without credentials with --anyauth and then answers the challenge', async () => {
      const answer = await curl('--anyauth', '-u', login, `${recorder.url}/basic`);

      expect(answer.status).toBe(200);
      expect(recorder.exchanges()).toEqual([
        'GET /basic bare: 401',
        'GET /basic with credentials: 200',
      ]);
    });

    test('is refused with an additional character', async () => {
      const answer = await curl('-u', `${login}x`, `${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });
  });

  describe('with credentials that have more than one spelling', () => {
    // These texts are in form C. か with a separate mark is the same text in form D (RFC 7617 section 2.1, PRECIS).
    const variables = { USERNAME: 'Søren Ångström', PASSWORD: '暗号がぎ' };
    let service: Service;

    beforeAll(async () => {
      service = await start({ variables });
    });
    afterAll(() => service.close());

    test.each(['NFC', 'NFD'])('succeeds with the credentials in form %s', async (form) => {
      const login = `${variables.USERNAME}:${variables.PASSWORD}`.normalize(form);

      const answer = await curl('-u', login, `${service.url}/whoami`);

      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body)).toEqual({ scheme: 'basic', username: variables.USERNAME });
    });

    test('succeeds with the credentials unencoded in the URL', async () => {
      const url = service.url.replace('://', '://Søren%20Ångström:暗号がぎ@');

      const answer = await curl(`${url}/basic`);

      expect(answer).toEqual(IN);
    });

    test.each([
      ['another case', 'søren ångström:暗号がぎ'],
      ['wide letters', 'Ｓøren Ångström:暗号がぎ'],
      ['letters without their marks', 'Soren Angstrom:暗号かき'],
      ['characters that end in the same byte', 'Søren Ångström:ƗǷŌŎ'],
    ])('is refused with %s', async (_what, login) => {
      const answer = await curl('-u', login, `${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });

    test('is refused with bytes that are not UTF-8', async () => {
      const token = Buffer.from('Søren Ångström:暗号がぎ', 'latin1').toString('base64');

      const answer = await curl(authorize(`Basic ${token}`), `${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });
  });

  test('leaves no password in the logs, accepted or refused', async () => {
    const variables = { USERNAME: 'søren', PASSWORD: ':/?#[]@!$&()*+,;=% "\\x暗号' };
    const { USERNAME, PASSWORD } = variables;

    const { answers, logs } = await withService(start({ variables }), async (service) => {
      const url = `${service.url}/whoami`;
      return {
        logs: service.logs,
        answers: [
          await curl('-u', `${USERNAME}:${PASSWORD}`, url),
          await curl(withCredentials(url, variables)),
          await curl('-u', `${PASSWORD}:${USERNAME}`, url),
          await curl('-u', `${USERNAME}:${PASSWORD}\n`, url),
        ],
      };
    });

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 401]);
    expect(logs()).toContain('/whoami');
    expect(spellingsOf(variables).filter((text) => logs().includes(text))).toEqual([]);
  });

  describe('without the right credentials', () => {
    test('gets a challenge if it sends none', async () => {
      const answer = await curl(`${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });

    test.each([
      ['a wrong password', ['-u', 'twilio:ahoy']],
      ['a wrong username', ['-u', 'Twilio:ahoy!']],
      ['an empty password', ['-u', 'twilio:']],
      ['an empty username', ['-u', ':ahoy!']],
      ['only a colon', ['-u', ':']],
      ['a line feed after the password', ['-u', 'twilio:ahoy!\n']],
      ['a line feed before the password', ['-u', 'twilio:\nahoy!']],
      [
        'a password that makes a header of more than 8 kB',
        ['-u', `twilio:${'ahoy!'.repeat(1300)}`],
      ],
      ['the right token after 8 kB of spaces', [authorize(`Basic${' '.repeat(8192)}${TOKEN}`)]],
      ['only a scheme', [authorize('Basic')]],
      ['only a scheme and a space', [authorize('Basic ')]],
      ['the token without a scheme', [authorize(TOKEN)]],
      ['the token under another scheme', [authorize(`Bearer ${TOKEN}`)]],
      ['the credentials in plain text', [authorize('Basic twilio:ahoy!')]],
      ['an Authorization header without a value', ['-H', 'Authorization;']],
      [
        'two Authorization headers, both right',
        [authorize(`Basic ${TOKEN}`), authorize(`Basic ${TOKEN}`)],
      ],
      [
        'two Authorization headers, the second right',
        [authorize('Basic eDp4'), authorize(`Basic ${TOKEN}`)],
      ],
      [
        'two Authorization headers, the first right',
        [authorize(`Basic ${TOKEN}`), authorize('Basic eDp4')],
      ],
      ['the right credentials for a Digest challenge', ['--digest', '-u', 'twilio:ahoy!']],
      ['the password as a query parameter', ['--get', '--data', 'USERNAME=twilio&PASSWORD=ahoy!']],
      ['a query parameter in place of the request', ['--get', '--data', 'request=1']],
      [
        'a body with a header in it',
        [
          ...['-H', 'Content-Type: application/json', '--data'],
          JSON.stringify({ request: { headers: { authorization: 'Basic Og==' } } }),
        ],
      ],
    ])('is refused with %s', async (_what, args) => {
      const answer = await curl(...args.flat(), `${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });
  });
});

function authorize(value: string): string {
  return `-HAuthorization: ${value}`;
}
