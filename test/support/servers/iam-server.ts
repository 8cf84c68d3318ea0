import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { makeTempFolder } from '../processes/temp-folder';
import { writeFiles } from '../projects/write-project';
import { selfSigned } from './self-signed';

/** A stand-in for the endpoint of Twilio that validates Flex tokens. */
export interface IamServer {
  /** Variables of a process whose HTTPS requests to Twilio's endpoint then reach the stand-in. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The account whose credentials the stand-in requires. */
export const ACCOUNT = { sid: `AC${'0'.repeat(32)}`, authToken: 'a'.repeat(32) };

const HOST = 'iam.twilio.com';
const PRELOAD = join(__dirname, 'redirect-iam.cjs');
const VALID = {
  valid: true,
  code: 0,
  message: null,
  expiration: '2030-01-01T00:00:00.000Z',
  realm_user_id: 'ada@example.com',
  identity: 'ada_40example_2Ecom',
  roles: ['agent'],
  worker_sid: `WK${'1'.repeat(32)}`,
};

/**
 * Starts the stand-in on a free port of the loopback address.
 *
 * It answers with the members that the README of twilio-flex-token-validator 1.6.0 lists. It accepts the token
 * `valid-agent-token`, closes the connection for `no-answer-token`, and calls every other token invalid.
 */
export async function startIamServer(): Promise<IamServer> {
  const { path: folder, remove } = makeTempFolder('iam');
  const certified = await selfSigned(HOST);
  writeFiles(folder, { 'cert.pem': certified.cert });
  const basic = Buffer.from(`${ACCOUNT.sid}:${ACCOUNT.authToken}`).toString('base64');
  const server = createServer(certified, async (request, response) => {
    const { token } = JSON.parse(await text(request));
    const isKnown =
      request.url === `/v1/Accounts/${ACCOUNT.sid}/Tokens/validate` &&
      request.headers.authorization === `Basic ${basic}`;
    if (token === 'no-answer-token') {
      response.destroy();
      return;
    }
    const invalid = { valid: false, code: 20104, message: 'The token has expired' };
    response.statusCode = isKnown ? 200 : 401;
    const answer = token === 'valid-agent-token' ? VALID : invalid;
    response.end(JSON.stringify(isKnown ? answer : { code: 20003, message: 'Authenticate' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      NODE_OPTIONS: `--require ${PRELOAD}`,
      NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
      IAM_PORT: `${port}`,
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      remove();
    },
  };
}
