import { bearer } from '../../../assets/auth.private';
import { type GuardResponse, requestGuard } from '../guard/request-guard';
import { type Caller, ORIGIN, type Reply, type TestDirectory } from './directory';
import { type SshKey, sshKeyOf } from './ssh-keygen';

/** A credential as the endpoints return it. */
export interface Shown {
  readonly id: string;
  readonly token: string;
  readonly [field: string]: unknown;
}

/** Creates a credential with `account/create-credential`, or for an owner with `admin/create-credential`. */
export async function make(caller: Caller, input: object): Promise<Shown> {
  const path = 'owner' in input ? 'admin/create-credential' : 'account/create-credential';
  const reply = await caller.call(path, { ...input, ...(await proofFor(caller, input)) });
  if (reply.status !== 200) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
  return reply.json;
}

/** Returns the proof for the input of an SSH key: a challenge, signed with the key for the caller's account. */
export async function proofFor(caller: Caller, input: object): Promise<object> {
  const { publicKey = '', challenge: given } = input as { publicKey?: string; challenge?: string };
  const key = sshKeyOf(publicKey);
  if (key === undefined || given !== undefined) return {};
  const { json } = await caller.call('token/ssh');
  const { challenge } = json as { challenge: string };
  const { json: account } = await caller.call('admin/show-account');
  const message = `${ORIGIN} ${(account as { id: string }).id} ${challenge}`;
  return { challenge, signature: key.sign(message, 'key@twilio-functions-auth') };
}

/** Returns the items of a list. */
export async function list(caller: Caller, path = 'account/list-credentials', input: object = {}) {
  const { json } = await caller.call(path, input);
  return (json as { items: Shown[] }).items;
}

/** Returns a caller with only an API key. */
export function keyHolder(directory: TestDirectory, token: string): Caller {
  return Object.assign(directory.caller(), { apiKey: token });
}

/** Presents an authtoken to a Function. */
export function present(
  { variables }: TestDirectory,
  token: string,
  path = '/test',
): Promise<GuardResponse> {
  return requestGuard(bearer({ directory: true }), {
    variables: { ...variables, PATH: path },
    headers: { authorization: `Bearer ${token}` },
  });
}

export const NAMESPACE = 'token@twilio-functions-auth';

/** The wrong values that a client sends in place of the right ones. */
export interface Exchange {
  readonly challenge?: string;
  readonly namespace?: string;
  readonly origin?: string;
  readonly account?: string;
}

export async function challengeOf(directory: TestDirectory): Promise<string> {
  const { json } = await directory.caller().call('token/ssh');
  return (json as { challenge: string }).challenge;
}

/** Signs a challenge and requests a token. */
export async function exchange(
  directory: TestDirectory,
  key: SshKey,
  given: Exchange = {},
): Promise<Reply> {
  const { namespace = NAMESPACE, origin = ORIGIN, account } = given;
  const challenge = given.challenge ?? (await challengeOf(directory));
  const signature = key.sign(`${origin} ${challenge}`, namespace);
  const input = { challenge, signature, ...(account === undefined ? {} : { account }) };
  return directory.caller().call('token/ssh', input);
}
