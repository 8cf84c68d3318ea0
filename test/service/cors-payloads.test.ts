import { type RawAnswer, sendRequest } from '../support/clients/send-request';
import { PREAMBLE } from '../support/projects/preamble';
import { ENVIRONMENTS, type Environment } from '../support/services/environments';
import { startLocalService } from '../support/services/local-service';
import type { Service } from '../support/services/service';

const APP = 'https://app.example';

// The payloads that a handler may answer with. One of them is a Response that the handler reuses.
const PAYLOADS = `
  const again = new Twilio.Response().setBody('again').appendHeader('Vary', 'Accept');
  const respond = (body) => new Twilio.Response().setBody(body);
  const PAYLOADS = {
    text: () => 'Ahoy é',
    'empty text': () => '',
    object: () => ({ ahoy: ['é', null, 1.5] }),
    array: () => [1, 'two'],
    false: () => false,
    null: () => null,
    'class with toJSON': () => new (class { toJSON() { return { as: 'JSON' }; } })(),
    voice: () => { const twiml = new Twilio.twiml.VoiceResponse(); twiml.say('Ahoy'); return twiml; },
    messages: () => { const twiml = new Twilio.twiml.MessagingResponse(); twiml.message('A'); return twiml; },
    'untyped Response': () => respond('Ahoy'),
    'empty Response': () => new Twilio.Response(),
    'JSON Response': () => respond({ ahoy: 1 }).appendHeader('Content-Type', 'application/json'),
    'HTML Response': () => respond('<p>Ahoy</p>').appendHeader('content-type', 'text/html'),
    redirect: () => respond('').setStatusCode(302).appendHeader('Location', '/elsewhere'),
    cookies: () => respond('').setCookie('one', '1').setCookie('two', '2'),
    'reused Response': () => again,
    circular: () => { const one = {}; one.self = one; return one; },
    'BigInt inside': () => ({ n: 1n }),
    'throwing toJSON': () => ({ toJSON() { throw new Error('a detail'); } }),
  };
  const answer = (context, event, callback) => callback(null, PAYLOADS[event.kind]());`;
const KINDS = [...PAYLOADS.matchAll(/^ {4}'?([\w ]+)'?: \(\) =>/gm)].map(([, kind = '']) => kind);
// These payloads do not survive a process for each request, with or without cors.
const IN_ONE_PROCESS = ['date', 'bytes', 'Response with bytes'];
const WHOLE = `
  PAYLOADS.date = () => new Date(0);
  PAYLOADS.bytes = () => Buffer.from([0, 128, 255]);
  PAYLOADS['Response with bytes'] = () => respond(Buffer.from([0, 128, 255]));`;

const FUNCTIONS = {
  'bare.js': `${PAYLOADS}${WHOLE} exports.handler = answer;`,
  'shared.js': `${PREAMBLE}${PAYLOADS}${WHOLE}
    exports.handler = withAuth({ schemes: byKey, cors: ['${APP}'] }, answer);`,
};

const FORKED: Environment = {
  environment: 'locally, with a process for each request',
  start: (options) => startLocalService({ ...options, forkProcess: true }),
};

describe.each([...ENVIRONMENTS, FORKED])(
  'cors does not change the response, $environment, to',
  (where) => {
    let service: Service;

    beforeAll(async () => {
      service = await where.start({ functions: FUNCTIONS, variables: {} });
    });
    afterAll(() => service.close());

    test.each(where === FORKED ? KINDS : [...KINDS, ...IN_ONE_PROCESS])(
      'the payload %s',
      async (kind) => {
        const query = new URLSearchParams({ kind });
        const headers = { 'X-Api-Key': 'key', Origin: APP };

        const bare = await sendRequest(`${service.url}/bare?${query}`, { headers });
        const shared = await sendRequest(`${service.url}/shared?${query}`, { headers });

        expect(essence(shared)).toEqual(essence(bare));
        if (shared.status < 500) expect(shared.headers['access-control-allow-origin']).toBe(APP);
      },
    );
  },
);

// A process for each request sets a type even for an empty body.
function essence({ status, headers, body, cookies }: RawAnswer) {
  const { 'content-type': type, location } = headers;
  // The local server sends the stack of an error, whose line numbers differ.
  return { status, type: body && type, location, cookies, body: status < 500 ? body : '' };
}
