import type { FoundCredential } from '../../directory/credentials/find-credential';
import type { CredentialType } from '../../directory/database/tables';
import { addressRefused, wrongCredentialType } from '../../http/challenge';
import type { Identity } from '../../identity/identity';
import { INVALID, MALFORMED } from '../../outcomes';
import { parseToken, type TokenType, tokenTypeOf } from '../../tokens/token-format';
import { isWithin } from '../../tokens/token-limits';
import {
  misconfiguredVerifier,
  type TokenVerifier,
  type TokenVerifierFor,
} from '../../tokens/token-verifier';
import type { Misconfiguration, Outcome, Principal, Refusal } from '../../types';
import { memoizeLast } from '../../util/memoize-last';
import { ACCOUNT_ALONE, accountProblems, isOfAccount } from './account-option';
import {
  type Directory,
  directoryCallers,
  directoryDependency,
  refuseIfUnavailable,
} from './load-directory';
import { addressRefusal, requestAddress } from './request-address';

/** Options of {@link directoryTokens}. */
export interface DirectoryTokens {
  /** The scheme's name. */
  readonly scheme: string;
  readonly type: TokenType;
  /** The one account whose callers are accepted. `undefined` accepts any account. */
  readonly account: string | undefined;
  /** The scheme's own challenge. */
  readonly challenge: string;
}

// These hints reveal nothing, because callers can read the type in the credential itself.
const HINTS: Readonly<Record<CredentialType, string>> = {
  authtoken: 'This is an authtoken. Present it as a Bearer token.',
  api_key: "This is an API key. Present it in X-Api-Key, to the directory's own endpoints.",
  scim_token: 'This is a SCIM token. Present it as a Bearer token at /scim/v2, through the edge.',
  ssh_key: 'This is the id of an SSH key. Sign a challenge at /token/ssh for a token.',
};
const SSH_KEY_ID = /^tfs_/;

/** Creates the verifier of the directory's tokens of one type. The refusal of another type has a hint. */
export function directoryTokens(given: DirectoryTokens): TokenVerifierFor {
  return memoizeLast(directoryDependency, (directory) => directoryTokenVerifier(given, directory));
}

function directoryTokenVerifier(
  given: DirectoryTokens,
  directory: Directory | Misconfiguration,
): TokenVerifier {
  if ('problems' in directory) return misconfiguredVerifier(directory.problems);
  const { scheme, type, account, challenge } = given;
  return {
    problems: [],
    warnings: [],
    accepts: directoryCallers({ account }),
    check(token, context) {
      const presented = SSH_KEY_ID.test(token) ? 'ssh_key' : tokenTypeOf(token);
      if (presented === undefined) return INVALID;
      if (presented !== type) {
        return { ...TYPE_MISMATCH, challenge: wrongCredentialType(challenge, HINTS[presented]) };
      }
      const read = parseToken(token);
      if (read === undefined) return MALFORMED;
      const id = `${read.prefix}_${read.id}`;
      return refuseIfUnavailable(async () => {
        const from = requestAddress(context);
        const found = await directory.lookups().credential({ id, token, from });
        return credentialOutcome(found, { scheme, account, challenge }, context);
      });
    },
  };
}

/** Returns the problems of the options `directory` and `account`. */
export function directoryProblems(given: {
  readonly directory?: unknown;
  readonly account?: unknown;
}): readonly string[] {
  const { directory } = given;
  const isRight = directory === undefined || typeof directory === 'boolean';
  return [
    ...(isRight ? [] : ['directory must be true or false']),
    ...accountProblems(given),
    ...('account' in given && directory !== true ? [ACCOUNT_ALONE] : []),
  ];
}

/** The refusal of a directory credential of the wrong type. */
export const TYPE_MISMATCH: Refusal = Object.freeze({
  status: 'refused',
  code: 'CREDENTIAL_TYPE_MISMATCH',
});

/** The scheme that checks a credential, its option `account`, and its challenge. */
interface SchemeAndAccount {
  /** The scheme's name. */
  readonly scheme: string;
  readonly account: string | undefined;
  readonly challenge?: string;
}

/** Returns the outcome of a directory credential for a scheme, on the request's path. */
export function credentialOutcome(
  found: FoundCredential,
  { scheme, account, challenge }: SchemeAndAccount,
  context: object,
): Outcome {
  if (found === null) return INVALID;
  if (found === 'expired') return { status: 'refused', code: 'CREDENTIALS_EXPIRED' };
  const { identity, paths } = found;
  if (!isOfAccount(identity, account)) return INVALID;
  const refusal = addressRefusal(found, context, challenge && addressRefused(challenge));
  if (refusal !== undefined) return refusal;
  const { PATH } = context as { readonly PATH?: unknown };
  if (paths === undefined || isWithin(paths, PATH)) {
    return { status: 'accepted', principal: directoryPrincipal(scheme, identity) };
  }
  const { name: username } = identity;
  return { status: 'refused', code: 'SCOPE_INSUFFICIENT', username, httpStatus: 403 };
}

/** Returns the principal of a caller from the directory. */
export function directoryPrincipal(scheme: string, identity: Identity): Principal {
  const { name, credentialId } = identity;
  return Object.freeze({
    scheme,
    username: name,
    ...(credentialId === undefined ? {} : { credentialId }),
    directory: identity,
  });
}
