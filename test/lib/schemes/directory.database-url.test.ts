import { session } from '../../../assets/auth.private';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { requestGuard } from '../../support/guard/request-guard';
import { addressIn } from '../../support/postgres/database';

// The checked address is the one that the pool uses: a DATABASE_URL is parsed once, and a URL that programs
// parse differently is refused.

const NO_TLS = /DATABASE_URL must have \?sslmode=verify-full, because its host is another machine/;
const SOCKET = /DATABASE_URL must name a host and not a socket/;
const HOSTS = /DATABASE_URL must name only one host/;
const HOST = /DATABASE_URL must have a host name or an IP address/;
const MODE = /DATABASE_URL must have an sslmode that verifies the server/;
const UNSUPPORTED = /DATABASE_URL must not have (?:the|an) unsupported parameter/;
const BEFORE = /DATABASE_URL must not have the parameter \w+: write it before the question mark/;

const VERIFIED = 'u:canary@db.example/d?sslmode=verify-full';

test.each<[string, RegExp]>([
  ['u:canary@db.example/d', NO_TLS],
  ['u:canary@db.example/d?sslmode=disable', NO_TLS],
  ['u:canary@127.0.0.2/d', NO_TLS],
  ['u:canary@127.1/d', NO_TLS],
  ['u:canary@0/d', NO_TLS],
  ['u:canary@2130706433/d', NO_TLS],
  ['u:canary@0x7f.1/d', NO_TLS],
  ['u:canary@localhost./d', NO_TLS],
  ['u:canary@localhost.evil/d', NO_TLS],
  ['u:canary@[::ffff:127.0.0.1]/d', NO_TLS],
  ['u:canary@[::]/d', NO_TLS],
  ['u:canary@localhost/d?host=db.example', BEFORE],
  ['u:canary@localhost/d?hostaddr=203.0.113.1', BEFORE],
  ['u:canary@localhost/d?port=6000', BEFORE],
  ['u:canary@localhost/d?user=postgres', BEFORE],
  ['localhost/d?user=u&password=canary', BEFORE],
  [`${VERIFIED}&sslmode=disable`, /DATABASE_URL must have the parameter sslmode only once/],
  [`${VERIFIED}&sslmode=verify-full`, /DATABASE_URL must have the parameter sslmode only once/],
  [`${VERIFIED}&uselibpqcompat=true`, UNSUPPORTED],
  [`${VERIFIED}&ssl=0`, UNSUPPORTED],
  ['u:canary@db.example/d?ssl=true', UNSUPPORTED],
  [`${VERIFIED}&options=-c%20search_path%3Devil`, UNSUPPORTED],
  [`${VERIFIED}&sslnegotiation=direct`, UNSUPPORTED],
  [`${VERIFIED}&SSLMODE=disable`, UNSUPPORTED],
  [`${VERIFIED}&canary`, UNSUPPORTED],
  [`${VERIFIED}&sslrootcert=/etc/ca.pem`, /sslrootcert: put the certificate into a private asset/],
  ['u:canary@db.example/d?sslmode=prefer', MODE],
  ['u:canary@db.example/d?sslmode=allow', MODE],
  ['u:canary@db.example/d?sslmode=no-verify', MODE],
  ['u:canary@localhost/d?sslmode=no-verify', MODE],
  ['u:canary@db.example/d?sslmode=', MODE],
  ['u:canary@db.example/d?sslmode=VERIFY-FULL', MODE],
  ['u:canary@/d?host=/cloudsql/project:region:instance', SOCKET],
  ['u:canary@%2Fvar%2Frun%2Fpostgresql/d', SOCKET],
  ['/d', SOCKET],
  ['u:canary@one.example:5432,two.example:5432/d?sslmode=verify-full', HOSTS],
  ['u:canary@one.example,two.example/d?sslmode=verify-full', HOSTS],
  ['u:canary@%6cocalhost/d', HOST],
  ['u:canary@localhost%00.example/d', HOST],
  ['u:canary@localhost:0/d', /DATABASE_URL must not have the port 0/],
  ['u:canary%@localhost/d', /DATABASE_URL must not have a % that encodes no character/],
  [
    'u%00database%00postgres:canary@localhost/d',
    /DATABASE_URL must not have a % that encodes no character/,
  ],
  ['u:12#canary@localhost/d', /DATABASE_URL must not have a #: percent-encode/],
  ['localhost/d', /DATABASE_URL must be a URL such as/],
])('postgres://%s is refused, and the log says why without the password', async (rest, problem) => {
  const logged = jest.spyOn(console, 'error').mockImplementation();
  const variables = { ...DIRECTORY_VARIABLES, DATABASE_URL: `postgres://${rest}` };

  const { status, code } = await requestGuard(session(), { variables });

  expect({ status, code }).toEqual({ status: 500, code: 'NOT_CONFIGURED' });
  expect(logged.mock.calls.join()).toMatch(problem);
  expect(logged.mock.calls.join()).not.toContain('canary');
});

test.each([
  ['u:p@localhost/d', { host: 'localhost', port: 5432, tls: undefined }],
  ['u:p@LOCALHOST:6000/d', { host: 'localhost', port: 6000, tls: undefined }],
  ['u:p@127.0.0.1/d?sslmode=disable', { host: '127.0.0.1', tls: undefined }],
  ['u:p@[::1]/d', { host: '::1', tls: undefined }],
  ['u:p@db.example/d?sslmode=verify-full', { host: 'db.example', tls: {} }],
  ['u:p@db.example/d?sslmode=verify-full&sslrootcert=system', { host: 'db.example', tls: {} }],
  ['u:p@db.example/d?sslmode=require&channel_binding=require', { host: 'db.example', tls: {} }],
  ['u:p@localhost/d?sslmode=verify-ca', { host: 'localhost', tls: {} }],
  ['u.ref:p%40%2F%3F%23%25@localhost/d', { user: 'u.ref', password: 'p@/?#%', database: 'd' }],
  ['u@localhost', { user: 'u', password: '', database: 'u' }],
])('postgres://%s is accepted', (rest, address) => {
  expect(addressIn(`postgres://${rest}`)).toMatchObject(address);
});
