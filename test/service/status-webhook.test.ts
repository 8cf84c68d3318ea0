import { sendRequest } from '../support/clients/send-request';
import { basicAuthorization } from '../support/guard/invoke';
import { FOREIGN, ID, lineOf, TOKEN } from '../support/guard/tokens';
import { ENVIRONMENTS } from '../support/services/environments';
import type { Service } from '../support/services/service';

// A gateway passes Twilio's status callbacks through to /webhooks/status, with a token.

const VARIABLES = {
  USERNAME: 'twilio',
  PASSWORD: 'ahoy there!',
  BEARER_TOKENS: lineOf('gateway', TOKEN, ' paths=/webhooks/*'),
};
const REALM = 'Bearer realm="Authentication Required"';
const SID = `SM${'2'.repeat(32)}`;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe.each(ENVIRONMENTS)('/webhooks/status, $environment,', ({ start }) => {
  let service: Service;
  beforeAll(async () => {
    service = await start({ variables: VARIABLES });
  });
  afterAll(() => service.close());

  const post = (headers: Readonly<Record<string, string>>, query = '', more = '') =>
    sendRequest(`${service.url}/webhooks/status${query}`, {
      method: 'POST',
      headers: { ...FORM, ...headers },
      body: `MessageSid=${SID}&MessageStatus=delivered${more}`,
    });
  const bearing = (token: string) => ({ Authorization: `Bearer ${token}` });

  test('logs the status if the caller has the token', async () => {
    const answer = await post(bearing(TOKEN));

    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(service.logs()).toContain(`{"status_callback":{"sid":"${SID}","status":"delivered"}}`);
    expect(service.logs()).toContain('{"bearer_auth":{"decision":"allow","username":"gateway"}');
  });

  test.each([
    ['no credentials', {}, REALM],
    ['another token', bearing(FOREIGN), `${REALM}, error="invalid_token"`],
    ['a mistyped token', bearing(`tfa_${ID}_${'0'.repeat(33)}`), `${REALM}, error="invalid_token"`],
    [
      'a username and password',
      { Authorization: basicAuthorization('twilio', 'ahoy there!') },
      REALM,
    ],
  ])('challenges a caller who sends %s', async (_what, headers, challenge) => {
    const answer = await post(headers);

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(answer.headers['www-authenticate']).toBe(challenge);
  });

  test.each([
    ['the query', {}, `?access_token=${TOKEN}`, ''],
    [
      'the query, in addition to a token in the header',
      bearing(TOKEN),
      `?access_token=${TOKEN}`,
      '',
    ],
    ['the body', {}, '', `&access_token=${TOKEN}`],
  ])('refuses a token in %s', async (_what, headers, query, more) => {
    const answer = await post(headers, query, more);

    expect(answer).toMatchObject({ status: 400, body: 'Bad Request' });
    expect(answer.headers['www-authenticate']).toBe(`${REALM}, error="invalid_request"`);
  });
});
