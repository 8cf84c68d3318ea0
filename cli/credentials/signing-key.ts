import { createHash, generateKeyPairSync } from 'node:crypto';
import { NONE, readSigningKeyVariables } from '../../lib/config';
import {
  CURVES,
  parseSigningKeys,
  type SigningAlgorithm,
  type SigningKeys,
} from '../../lib/oauth/signing-keys';
import { commandLine } from '../../lib/util/command-line';
import { CliError } from '../run-command';
import {
  type CredentialStore,
  ensureEnvFileFor,
  openStore,
  saveStore,
  variablesOf,
  withLines,
} from './credential-store';
import type { CredentialsCall } from './credentials-call';
import { DEPLOY_SENTENCE } from './print-change';
import { requireFittingTotal } from './set-variable';

const CURRENT = { kind: 'variable', name: 'JWT_SIGNING_KEY' } as const;
const PREVIOUS = { kind: 'variable', name: 'JWT_SIGNING_KEY_PREVIOUS' } as const;
const END = commandLine('credentials signing-key --end-rotation');
const MOVE = 'Move users to the htpasswd file, which has no such limit: docs/credentials.md';

/** Runs `signing-key`: creates a key that signs tokens, and keeps the public half of the previous key. */
export function signingKey(call: CredentialsCall): void {
  const { options } = call;
  if (options.endRotation) {
    endRotation(call);
    return;
  }
  const alg = parseAlgorithm(options.alg);
  ensureEnvFileFor(CURRENT, call);
  const before = openStore(call);
  const old = parseKeys(before);
  const { privateJwk, kid } = createSigningKey(alg);
  const [current] = old?.published ?? [];
  const withNew = withLines(before, CURRENT, JSON.stringify(privateJwk));
  const after =
    current === undefined ? withNew : withLines(withNew, PREVIOUS, JSON.stringify(current));
  save(before, after);
  console.log(kid);
  console.error(`${CURRENT.name} has a new key for ${alg}. Its kid is above.`);
  if (current !== undefined) {
    console.error(
      `${PREVIOUS.name} has the public half of the previous key, ${current.kid}:\n` +
        'its tokens are valid until they expire. After that, or at once if the key was stolen, run\n' +
        END,
    );
  }
  console.error(DEPLOY_SENTENCE);
}

/** A new private key as a JSON Web Key (RFC 7517). */
export interface NewSigningKey {
  readonly privateJwk: Readonly<Record<string, unknown>>;
  readonly kid: string;
}

function endRotation(call: CredentialsCall): void {
  if (call.options.alg !== undefined)
    throw new CliError('--end-rotation and --alg cannot be combined, because no key is created.');
  const before = openStore(call);
  if (readSigningKeyVariables(variablesOf(before))[PREVIOUS.name] === undefined) {
    throw new CliError(`${PREVIOUS.name} is not set: no rotation is in progress.`);
  }
  // A deploy does not send empty variables, so the key would stay online.
  save(before, withLines(before, PREVIOUS, NONE));
  console.error(`${PREVIOUS.name} is now ${NONE}: the tokens of that key are no longer valid.`);
  console.error(DEPLOY_SENTENCE);
}

/** Returns the current keys, or `undefined` if there are none. */
function parseKeys(store: CredentialStore): SigningKeys | undefined {
  const variables = readSigningKeyVariables(variablesOf(store));
  if (variables[PREVIOUS.name] !== undefined) {
    throw new CliError(
      `A rotation is in progress: ${PREVIOUS.name} is set, and a new key would replace it. Nothing was\n` +
        `changed. End the rotation first: ${END}`,
    );
  }
  if (variables[CURRENT.name] === undefined) return undefined;
  const keys = parseSigningKeys(variables);
  if ('privateKey' in keys) return keys;
  throw new CliError(
    `${keys.problems.join('\n')}\nNothing was changed. Fix the variable, or empty it to start again.`,
  );
}

function parseAlgorithm(given = 'EdDSA'): SigningAlgorithm {
  if (given === 'EdDSA' || given === 'ES256') return given;
  throw new CliError('--alg must be EdDSA or ES256.');
}

function save(before: CredentialStore, after: CredentialStore): void {
  requireFittingTotal(variablesOf(after), MOVE);
  saveStore(before, after);
}

/** Creates a key whose id is its thumbprint, and therefore unique (RFC 7638). */
function createSigningKey(alg: SigningAlgorithm): NewSigningKey {
  const { privateKey } =
    alg === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { d, x, y } = privateKey.export({ format: 'jwk' });
  const { kty, crv } = CURVES[alg];
  // Section 3: the required members, in lexicographic order.
  const required = { crv, kty, x, ...(y === undefined ? {} : { y }) };
  const kid = createHash('sha256').update(JSON.stringify(required)).digest('base64url');
  return { privateJwk: { ...required, d, kid, alg }, kid };
}
