import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EDGE_TOKENS, readEdgeTokens } from '../../lib/config';
import { parseEdgeTokens } from '../../lib/edge/edge-tokens';
import { NO_EDGE } from '../../lib/guard/check-address';
import { isExpired } from '../../lib/tokens/token-limits';
import { commandLine } from '../../lib/util/command-line';
import { type Finding, listOf } from './finding';
import type { ProjectState } from './project-state';

const CREATE = `${commandLine('credentials edge-token NAME')} creates a token`;

/** Reports the tokens of the edge, what needs an edge, and what a service behind an edge should have. */
export function checkEdge(state: ProjectState): readonly Finding[] {
  const lines = readEdgeTokens(state.env.variables);
  if (lines === undefined) return withoutEdge(state);
  const { tokens, problems } = parseEdgeTokens(lines);
  const expired = tokens.filter(({ limits }) => isExpired(limits.expires ?? ''));
  return [
    ...problems.map((message): Finding => {
      return { level: 'error', name: EDGE_TOKENS, message, remedy: CREATE };
    }),
    ...expired.map(({ item }): Finding => {
      const remedy = `replace it: ${CREATE}`;
      return { level: 'warning', name: EDGE_TOKENS, message: `${item} has expired`, remedy };
    }),
    ...ownName(state),
    ...ownReaders(state),
  ];
}

function withoutEdge({ functions }: ProjectState): readonly Finding[] {
  const paths = functions.filter(({ needsEdge }) => needsEdge === true).map(({ path }) => path);
  if (paths.length === 0) return [];
  const remedy = `${CREATE}; required by ${listOf(paths)}`;
  return [{ level: 'error', name: EDGE_TOKENS, message: NO_EDGE, remedy }];
}

// Cookies, links in mails and passkeys would have a name that people do not use.
function ownName({ env }: ProjectState): readonly Finding[] {
  const { PUBLIC_URL = '' } = env.variables;
  if (PUBLIC_URL !== '' && !/\.twil\.io\/?$/i.test(PUBLIC_URL)) return [];
  const message = 'does not name the edge, although EDGE_TOKENS is set';
  const remedy = 'set it to the address that people open, as in https://login.example.com';
  return [{ level: 'warning', name: 'PUBLIC_URL', message, remedy }];
}

function ownReaders({ root, uploads }: ProjectState): readonly Finding[] {
  return uploads
    .filter(({ kind }) => kind === 'function')
    .filter(({ file }) => /\bx-edge\b/i.test(readFileSync(join(root, file), 'utf8')))
    .map(({ path }) => ({
      level: 'warning',
      name: path,
      message: 'reads the header X-Edge, which the guard takes out of the event',
      remedy: 'use context.edge, which is there only if a known edge sent the header',
    }));
}
