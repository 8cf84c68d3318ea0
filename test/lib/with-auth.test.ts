import { basic, withAuth } from '../../assets/auth.private';
import { basicAuthorization, invoke } from '../support/invoke';

const handler = withAuth(basic(), (context) => `Ahoy, ${context.auth.username}!`);

test('the right credentials reach the handler', async () => {
  const answer = await invoke(handler, { authorization: basicAuthorization('twilio', 'ahoy!') });

  expect(answer.body).toBe('Ahoy, twilio!');
});

test('a wrong password gets 401 with a challenge', async () => {
  const answer = await invoke(handler, { authorization: basicAuthorization('twilio', 'ahoy') });

  expect(answer.status).toBe(401);
  expect(answer.headers['WWW-Authenticate']).toBe(
    'Basic realm="Authentication Required", charset="UTF-8"',
  );
});
