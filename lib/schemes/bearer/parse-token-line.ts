import { usernameProblem } from '../../http/credential-text';
import { holdsToken, isTokenId } from '../../tokens/token-format';
import { readTokenHash } from '../../tokens/token-hash';
import { readAttributes } from './parse-attributes';
import type { TokensRead } from './stored-token';

const MAKE = 'npm run credentials -- token NAME';

/**
 * Reads one line `name:hash`, or `name:id.hash`, with attributes behind it.
 *
 * @param source - the variable or option that it is in.
 * @param item - what exactly, for the problems: they do not repeat what may be a token.
 */
export function readTokenLine(line: string, source: string, item: string): TokensRead {
  const failed = (...problems: readonly string[]): TokensRead => ({
    tokens: [],
    problems: problems.map((problem) => `${item} ${problem}`),
  });
  if (holdsToken(line)) {
    return failed(`has a token itself: store its hash alone, of a new one, as ${MAKE} does`);
  }
  const colon = line.indexOf(':');
  if (colon === -1) return failed('has no colon: write name:hash');

  const name = line.slice(0, colon);
  const [stored = '', ...rest] = line
    .slice(colon + 1)
    .split(' ')
    .filter((part) => part !== '');
  const wrongName = usernameProblem(name);
  const { credentialId, hash } = readStored(stored);
  const { attributes, problems } = readAttributes(rest);
  if (wrongName !== undefined || hash === undefined || problems.length > 0) {
    return failed(
      ...(wrongName === undefined ? [] : [`has a name that ${wrongName}`]),
      ...(hash === undefined
        ? [`has no SHA-256 hash of a token behind the colon: ${MAKE} writes one`]
        : []),
      ...problems,
    );
  }
  const limits = credentialId === undefined ? attributes : { ...attributes, credentialId };
  return {
    tokens: [{ username: name.normalize('NFC'), hash, limits, source, item }],
    problems: [],
  };
}

function readStored(stored: string) {
  const dot = stored.indexOf('.');
  if (dot === -1) return { hash: readTokenHash(stored) };
  const id = stored.slice(0, dot);
  return isTokenId(id) ? { credentialId: id, hash: readTokenHash(stored.slice(dot + 1)) } : {};
}
