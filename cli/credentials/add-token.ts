import { parseHeaderToken } from '../../lib/http/bearer-authorization';
import { hasBadChecksum, makeToken, tokenIdOf } from '../../lib/tokens/token-format';
import { tokenHash } from '../../lib/tokens/token-hash';
import { isTokenVariable } from '../project/token-variables';
import { CliError } from '../run-command';
import { askPassword } from './ask-password';
import { checkSize } from './check-size';
import type { Command, CommandOptions } from './commands';
import type { Place } from './credential-source';
import {
  type CredentialStore,
  linesAt,
  openStore,
  saveStore,
  variablesOf,
  withLines,
} from './credential-store';
import { ensureSettings } from './ensure-settings';
import { knownTokens } from './known-tokens';
import { NEXT_STEP } from './print-change';
import { readLimits } from './read-limits';
import { readUsername } from './read-username';
import { withLine } from './source-lines';

// 128 bits in base64.
const MIN_CHARACTERS = 22;

/** `token`: makes a token, or asks for one, and stores its hash. A name may have several. */
export async function addToken({ name, options }: Command): Promise<void> {
  const username = readUsername(name, 'name');
  const place = readTokenPlace(options);
  const limits = readLimits(options);
  ensureSettings(place, options);
  const before = openStore(options);
  const token = options.existing ? await askToken(username) : makeToken().token;
  const id = tokenIdOf(token);
  const line = `${username}:${id === undefined ? '' : `${id}.`}${tokenHash(token)}${limits}`;
  const after = withLines(before, place, withLine(linesAt(before, place), line));
  checkTokens(before, after, place);
  const sizes = checkSize(place.name, variablesOf(after));
  saveStore(before, after);

  console.error(
    `Added a token of ${username}${id === undefined ? '' : `, ${id},`} to ${place.name}.`,
  );
  if (!options.existing) {
    console.error('This is the token, shown this once:');
    console.log(token);
  }
  console.error(`${sizes}\n${NEXT_STEP}`);
}

function readTokenPlace({ variable: name = 'BEARER_TOKENS' }: CommandOptions): Place {
  if (isTokenVariable(name)) return { kind: 'variable', name };
  throw new CliError(
    'The library reads tokens from BEARER_TOKENS and from variables that begin with BEARER_TOKENS_ and\n' +
      'go on in letters, digits and _, as in BEARER_TOKENS_2.',
  );
}

async function askToken(username: string): Promise<string> {
  const token = await askPassword(`Token of ${username}`, 'token');
  if (parseHeaderToken(token) !== token || hasBadChecksum(token)) {
    throw new CliError('This is no token (RFC 6750 section 2.1). Nothing was changed.');
  }
  if (token.length >= MIN_CHARACTERS) return token;
  throw new CliError(
    `The token has ${token.length} characters and must have at least ${MIN_CHARACTERS}. Nothing was changed.`,
  );
}

// That the library finds it, and has no more to complain of than before.
function checkTokens(before: CredentialStore, after: CredentialStore, { name }: Place): void {
  const [old, now] = [knownTokens(before), knownTokens(after)];
  const problems = now.problems.filter((problem) => !old.problems.includes(problem));
  if (problems.length > 0) throw new CliError(`${problems.join('\n')}\nNothing was changed.`);
  if (now.tokens.length === old.tokens.length + 1) return;
  throw new CliError(
    `${name} cannot hold a token of that name: a line that begins with # is a comment. Nothing was\nchanged.`,
  );
}
