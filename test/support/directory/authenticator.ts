import { type Changes, createAuthenticator, FLAGS } from '../passkeys/authenticator';
import { type Caller, ORIGIN } from './directory';

/** Details in which an answer differs from a correct one. */
export interface Differences extends Pick<Changes, 'rpId' | 'flags' | 'client'> {
  readonly origin?: string;
  readonly userHandle?: string | null;
}

/** The options of a ceremony, as the service returns them. */
export interface Options {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id: string };
  readonly user?: { readonly id: string };
}

/** One passkey in software, which answers as a browser does. */
export interface Authenticator {
  readonly credentialId: string;
  /** Default: 0, as synced passkeys have. */
  counter: number;
  create(options: Options, differences?: Differences): object;
  get(options: Options, differences?: Differences): object;
}

const SYNCED = FLAGS.UP | FLAGS.UV | FLAGS.BE | FLAGS.BS;
// A browser sends more than the service reads.
const MORE = { authenticatorAttachment: 'platform', clientExtensionResults: {} };

/** Creates a passkey in software that is synced. */
export function makeAuthenticator({ aaguid = Buffer.alloc(16) } = {}): Authenticator {
  const authenticator = createAuthenticator();
  let owner = '';
  const self: Authenticator = {
    credentialId: authenticator.id.toString('base64url'),
    counter: 0,
    create(options, differences = {}) {
      owner = options.user?.id ?? '';
      const changes = { flags: SYNCED, counter: self.counter, ...differences, aaguid };
      const credential = authenticator.register(expectedBy(options, differences), changes);
      const response = { ...credential.response, transports: ['hybrid', 'internal'] };
      return { ...credential, ...MORE, response };
    },
    get(options, { userHandle = owner, ...differences } = {}) {
      const changes = { flags: SYNCED, counter: self.counter, ...differences };
      const handle = userHandle === null ? {} : { userHandle };
      const expected = expectedBy(options, differences);
      return { ...authenticator.assert(expected, { ...changes, ...handle }), ...MORE };
    },
  };
  return self;
}

function expectedBy({ challenge, rpId, rp }: Options, { origin = ORIGIN }: Differences) {
  return { challenge, origin, rpId: rpId ?? rp?.id ?? '' };
}

/** A new passkey, as `account/confirm-passkey` returns it. */
export interface AddedPasskey {
  readonly passkey: { readonly id: string; readonly name: string };
  readonly recoveryCodes: readonly string[] | null;
}

/** Adds a passkey to a caller who has logged in. */
export async function addPasskey(
  caller: Caller,
  authenticator = makeAuthenticator(),
): Promise<AddedPasskey & { readonly authenticator: Authenticator }> {
  const options = await answered<Options>(caller, 'account/start-passkey', {});
  const response = authenticator.create(options);
  const added = await answered<AddedPasskey>(caller, 'account/confirm-passkey', { response });
  return { ...added, authenticator };
}

/** Returns the answer of a passkey in the caller's session, for a second factor or a step-up. */
export async function passkeyAnswer(caller: Caller, authenticator: Authenticator) {
  const options = await answered<Options>(caller, 'session/start-passkey', {});
  return { passkey: authenticator.get(options) };
}

/** Returns the answer of a passkey for a login. */
export async function passkeyLogin(caller: Caller, authenticator: Authenticator) {
  const options = await answered<Options>(caller, 'session/start-passkey-login', { json: true });
  return { response: authenticator.get(options) };
}

async function answered<T>(caller: Caller, path: string, input: object): Promise<T> {
  const { status, body } = await caller.call(path, input);
  if (status !== 200) throw new Error(`${path} was refused: ${JSON.stringify(body)}`);
  return body as T;
}
