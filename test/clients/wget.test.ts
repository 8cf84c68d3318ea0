import { ALL_CREDENTIALS, CREDENTIALS, withCredentials } from '../support/guard/credentials';
import { type Recorder, startRecorder } from '../support/guard/recorder';
import { runProgram } from '../support/processes/run-program';
import { ENVIRONMENTS } from '../support/services/environments';
import type { Service } from '../support/services/service';

// The exit code of wget if the server refuses the credentials.
const AUTHENTICATION_FAILURE = 6;

describe.each(ENVIRONMENTS)('wget, $environment', ({ start }) => {
  let service: Service;

  beforeAll(async () => {
    service = await start({ variables: ALL_CREDENTIALS });
  });
  afterAll(() => service.close());

  describe.each(CREDENTIALS)('with $what', ({ variables }) => {
    const login = [`--user=${variables.USERNAME}`, `--password=${variables.PASSWORD}`];
    let recorder: Recorder;

    beforeEach(async () => {
      recorder = await startRecorder(service.url);
    });
    afterEach(() => recorder.close());

    test('calls first without credentials and then answers the challenge', async () => {
      const { exitCode, stdout } = await wget(...login, `${recorder.url}/basic`);

      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'OK' });
      expect(recorder.exchanges()).toEqual([
        'GET /basic bare: 401',
        'GET /basic with credentials: 200',
      ]);
    });

    test('answers the challenge of a POST with the same body', async () => {
      const url = `${recorder.url}/webhooks/sms`;

      const { stdout } = await wget(...login, '--post-data=Body=Ahoy', url);

      expect(stdout).toContain('<Message>You said: Ahoy</Message>');
      expect(recorder.exchanges()).toEqual([
        'POST /webhooks/sms bare: 401',
        'POST /webhooks/sms with credentials: 200',
      ]);
    });

    test('succeeds at once with --auth-no-challenge', async () => {
      const { stdout } = await wget('--auth-no-challenge', ...login, `${recorder.url}/basic`);

      expect(stdout).toBe('OK');
      expect(recorder.exchanges()).toEqual(['GET /basic with credentials: 200']);
    });

    test('succeeds with the credentials percent-encoded in the URL', async () => {
      const { stdout } = await wget(withCredentials(`${service.url}/basic`, variables));

      expect(stdout).toBe('OK');
    });
  });

  describe('without the right credentials', () => {
    test.each([
      ['no credentials', []],
      ['a wrong password', ['--user=twilio', '--password=ahoy']],
      ['a wrong password at once', ['--auth-no-challenge', '--user=twilio', '--password=ahoy']],
      ['an empty password', ['--user=twilio', '--password=']],
      ['an unknown username', ['--user=owl', '--password=ahoy!']],
    ])('ends with an authentication failure for %s', async (_what, args) => {
      const { exitCode, stdout } = await wget(...args, `${service.url}/basic`);

      expect({ exitCode, stdout }).toEqual({ exitCode: AUTHENTICATION_FAILURE, stdout: '' });
    });
  });
});

/** Runs wget with these arguments and without user settings. It prints the body of the answer. */
function wget(...args: readonly string[]) {
  const fixed = ['--no-config', '--no-hsts', '--no-netrc', '--quiet', '--tries=1', '--timeout=20'];
  return runProgram('wget', [...fixed, '--output-document=-', ...args]);
}
