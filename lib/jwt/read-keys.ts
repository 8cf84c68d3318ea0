import type { JwtVariables } from '../config';
import type { Misconfiguration } from '../types';
import { thenSync } from '../util/maybe-promise';
import { parseJson } from '../util/parse-json';
import { readAsset } from '../util/read-asset';
import { type FindKeys, matchingKeys } from './find-keys';
import type { JwtAlgorithm } from './jwt-options';
import type { KeySource } from './key-source';
import { parseJwk, parseKeyList } from './parse-jwk';
import { remoteKeys } from './remote-keys';
import { type KeyProblem, parsePem, parseSecret, type VerificationKey } from './verification-key';

/** A function that finds keys, or all their problems, which never contain values. */
export type KeysResult = { readonly findKeys: FindKeys } | Misconfiguration;

type Read = VerificationKey | KeyProblem | null;
type NamedKeys = readonly (readonly [name: string, key: Read])[];

/** Reads the keys of a source that are for the given algorithms. */
export function readKeys(
  { kind, name, value }: KeySource,
  algorithms: readonly JwtAlgorithm[],
  variables: JwtVariables,
): KeysResult {
  const misfit = familyProblem(kind === 'secret', name, algorithms);
  if (misfit !== undefined) return { problems: [misfit] };
  if (kind === 'jwksUri') return findKeysAtUri(name, value);

  const read = readNamedKeys(kind, name, value, variables);
  const problems = read.flatMap(([of, key]) =>
    key !== null && 'problem' in key ? [`${of} ${key.problem}`] : [],
  );
  if (problems.length > 0) return { problems };
  const keys = read.flatMap(([, key]) => (key !== null && 'material' in key ? [key] : []));
  const fitting = keys.filter(({ algorithm }) => algorithms.includes(algorithm));
  if (fitting.length === 0) {
    return { problems: [`${name} must have a key for ${algorithms.join(', ')}`] };
  }
  return { findKeys: (selector) => matchingKeys(fitting, selector) };
}

// RFC 8725 section 3.1: the keys determine the accepted algorithms, and the token does not.
function familyProblem(
  isSecret: boolean,
  name: string,
  algorithms: readonly JwtAlgorithm[],
): string | undefined {
  const wrong = algorithms.filter((algorithm) => (algorithm === 'HS256') !== isSecret);
  if (wrong.length === 0) return undefined;
  return `the option algorithms of jwt has ${wrong.join(', ')}, which cannot be used with ${name}`;
}

function readNamedKeys(
  kind: Exclude<KeySource['kind'], 'jwksUri'>,
  name: string,
  value: unknown,
  variables: JwtVariables,
): NamedKeys {
  if (kind === 'secret') return parseEach(name, value, parseSecret);
  if (kind === 'publicKey')
    return parseEach(name, value, (given) => fromTextOrAsset(given, parsePem));
  if (kind === 'jwks') return parseKeySetOf(name, value);
  const { JWT_SIGNING_KEY: key, JWT_SIGNING_KEY_PREVIOUS: previous } = variables;
  return [
    ['JWT_SIGNING_KEY', parseSigningKey(key)],
    ...(previous === undefined
      ? []
      : [['JWT_SIGNING_KEY_PREVIOUS', parseSigningKey(previous)] as const]),
  ];
}

function parseEach(name: string, value: unknown, read: (given: unknown) => Read): NamedKeys {
  if (!Array.isArray(value)) return [[name, read(value)]];
  if (value.length === 0) return [[name, { problem: 'must not be an empty list' }]];
  return value.map((item, index) => [`${name}[${index}]`, read(item)]);
}

function parseKeySetOf(name: string, value: unknown): NamedKeys {
  if (value === undefined) return [[name, { problem: 'is required' }]];
  const list = fromTextOrAsset(value, parseKeyList);
  if ('problem' in list) return [[name, list]];
  return list.map((jwk, index) => [`key ${index + 1} of ${name}`, parseJwk(jwk)]);
}

function parseSigningKey(text: string | undefined): VerificationKey | KeyProblem {
  if (text === undefined) return { problem: 'is required' };
  const read = parseJwk(parseJson(text));
  return read ?? { problem: 'must be an Ed25519 or P-256 key for signatures' };
}

// A text that begins with a slash is the name of a private asset with the actual text.
function fromTextOrAsset<T>(given: unknown, read: (text: unknown) => T): T | KeyProblem {
  if (typeof given !== 'string' || !given.startsWith('/')) return read(given);
  const asset = readAsset(given);
  if (asset === undefined) return { problem: 'names a private asset that does not exist' };
  if ('problem' in asset) return { problem: `names a private asset that ${asset.problem}` };
  return read(asset.text);
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function findKeysAtUri(name: string, given: unknown): KeysResult {
  if (typeof given !== 'string' || !URL.canParse(given)) {
    return { problems: [`${name} must be an https URL`] };
  }
  const { protocol, hostname, username, password, href } = new URL(given);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  const problems = [
    ...(isSafe ? [] : [`${name} must be an https URL`]),
    ...(username === '' && password === '' ? [] : [`${name} must not contain credentials`]),
  ];
  if (problems.length > 0) return { problems };
  const keysAt = remoteKeys(href);
  return {
    findKeys: (selector) => thenSync(keysAt(selector.kid), (keys) => matchingKeys(keys, selector)),
  };
}
