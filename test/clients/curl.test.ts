import { curl } from '../support/clients/curl';
import { CREDENTIALS, spellingsOf, withCredentials } from '../support/guard/credentials';
import { type Recorder, startRecorder } from '../support/guard/recorder';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import { type Service, VARIABLES } from '../support/services/service';

const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';
const IN = { status: 200, challenge: '', body: 'OK' };
const OUT = { status: 401, challenge: CHALLENGE, body: 'Unauthorized' };

const TOKEN = Buffer.from('twilio:ahoy!').toString('base64');

describe.each(ENVIRONMENTS)('curl, $environment', ({ start }) => {
  describe.each(CREDENTIALS)('with $what', ({ variables }) => {
    const pair = `${variables.USERNAME}:${variables.PASSWORD}`;
    let service: Service;
    let recorder: Recorder;

    beforeEach(async () => {
      recorder = await startRecorder(service.url);
    });
    afterEach(() => recorder.close());
    beforeAll(async () => {
      service = await start({ variables });
    });
    afterAll(() => service.close());

    test.each([
      ['GET', []],
      ['POST', ['--data', 'Body=Ahoy']],
    ])('gets in at once with %s and -u', async (method, args) => {
      const answer = await curl('-u', pair, ...args, `${recorder.url}/basic`);

      expect(answer).toEqual(IN);
      expect(recorder.exchanges()).toEqual([`${method} /basic with credentials: 200`]);
    });

    test('gets in with the credentials percent-encoded in the URL', async () => {
      const answer = await curl(withCredentials(`${service.url}/basic`, variables));

      expect(answer).toEqual(IN);
    });

    test('calls without credentials first with --anyauth, and answers the challenge', async () => {
      const answer = await curl('--anyauth', '-u', pair, `${recorder.url}/basic`);

      expect(answer.status).toBe(200);
      expect(recorder.exchanges()).toEqual([
        'GET /basic bare: 401',
        'GET /basic with credentials: 200',
      ]);
    });

    test('stays out with one character too many', async () => {
      const answer = await curl('-u', `${pair}x`, `${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });
  });

  describe('with a pair that has more than one spelling', () => {
    // In form C; か with a separate mark is the same text in form D (RFC 7617 section 2.1, PRECIS).
    const variables = { USERNAME: 'Søren Ångström', PASSWORD: '暗号がぎ' };
    let service: Service;

    beforeAll(async () => {
      service = await start({ variables });
    });
    afterAll(() => service.close());

    test.each(['NFC', 'NFD'])('gets in with the pair in form %s', async (form) => {
      const pair = `${variables.USERNAME}:${variables.PASSWORD}`.normalize(form);

      const answer = await curl('-u', pair, `${service.url}/whoami`);

      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body)).toEqual({ scheme: 'basic', username: variables.USERNAME });
    });

    test('gets in with the pair typed into the URL as it is', async () => {
      const url = service.url.replace('://', '://Søren%20Ångström:暗号がぎ@');

      const answer = await curl(`${url}/basic`);

      expect(answer).toEqual(IN);
    });

    test.each([
      ['another case', 'søren ångström:暗号がぎ'],
      ['wide letters', 'Ｓøren Ångström:暗号がぎ'],
      ['letters without their marks', 'Soren Angstrom:暗号かき'],
      ['characters that end in the same byte', 'Søren Ångström:ƗǷŌŎ'],
    ])('stays out with %s', async (_what, pair) => {
      const answer = await curl('-u', pair, `${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });

    test('stays out with bytes that are not UTF-8', async () => {
      const token = Buffer.from('Søren Ångström:暗号がぎ', 'latin1').toString('base64');

      const answer = await curl(authorize(`Basic ${token}`), `${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });
  });

  test('leaves no password in the logs, whether it got in or not', async () => {
    const variables = { USERNAME: 'søren', PASSWORD: 'ahoy:%/暗号' };

    const { answers, logs } = await withService(start({ variables }), async (service) => {
      const url = `${service.url}/whoami`;
      return {
        logs: service.logs,
        answers: [
          await curl('-u', 'søren:ahoy:%/暗号', url),
          await curl(withCredentials(url, variables)),
          await curl('-u', 'ahoy:%/暗号:søren', url),
          await curl('-u', 'søren:ahoy:%/暗号\n', url),
        ],
      };
    });

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 401]);
    expect(logs()).toContain('/whoami');
    expect(spellingsOf(variables).filter((text) => logs().includes(text))).toEqual([]);
  });

  describe('that must stay out', () => {
    let service: Service;

    beforeAll(async () => {
      service = await start({ variables: VARIABLES });
    });
    afterAll(() => service.close());

    test('is challenged without credentials', async () => {
      const answer = await curl(`${service.url}/basic`);

      expect(answer).toEqual(OUT);
    });

    test.each([
      ['a wrong password', ['-u', 'twilio:ahoy']],
      ['a wrong username', ['-u', 'Twilio:ahoy!']],
      ['an empty password', ['-u', 'twilio:']],
      ['an empty username', ['-u', ':ahoy!']],
      ['no more than a colon', ['-u', ':']],
      ['a line feed behind the password', ['-u', 'twilio:ahoy!\n']],
      ['a line feed before the password', ['-u', 'twilio:\nahoy!']],
      [
        'a password that makes a header of more than 8 kB',
        ['-u', `twilio:${'ahoy!'.repeat(1300)}`],
      ],
      [
        'the right token, 8 kB of spaces before it',
        [authorize(`Basic${' '.repeat(8192)}${TOKEN}`)],
      ],
      ['a scheme and nothing after it', [authorize('Basic')]],
      ['a scheme and a space after it', [authorize('Basic ')]],
      ['the token without a scheme', [authorize(TOKEN)]],
      ['the token under another scheme', [authorize(`Bearer ${TOKEN}`)]],
      ['the pair in plain text', [authorize('Basic twilio:ahoy!')]],
      ['an Authorization field with no value', ['-H', 'Authorization;']],
      [
        'two Authorization fields, both right',
        [authorize(`Basic ${TOKEN}`), authorize(`Basic ${TOKEN}`)],
      ],
      [
        'two Authorization fields, the second right',
        [authorize('Basic eDp4'), authorize(`Basic ${TOKEN}`)],
      ],
      [
        'two Authorization fields, the first right',
        [authorize(`Basic ${TOKEN}`), authorize('Basic eDp4')],
      ],
      ['right credentials kept for a Digest challenge', ['--digest', '-u', 'twilio:ahoy!']],
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
