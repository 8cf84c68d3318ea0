import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBasicVariables } from '../../lib/config';
import { type KnownCredential, withProblem } from '../../lib/schemes/basic/credential';
import { parseCredentials, parseHtpasswd } from '../../lib/schemes/basic/parse-credentials';
import { decodeText } from '../../lib/util/decode-text';
import type { Project } from './project';

/**
 * The credentials in variables and htpasswd files that some policy accepts, with their secrets: for
 * checks that compare these, and must not repeat them. Those in code are not among them.
 */
export function readKnown({ root, env, uploads, functions }: Project): readonly KnownCredential[] {
  const variables = readBasicVariables(env.variables);
  const rules = { pepper: variables['PASSWORD_PEPPER'], minLength: null };
  const files = uploads.filter(
    ({ path, visibility }) => visibility === 'private' && path.endsWith('.htpasswd'),
  );
  const all = [
    parseCredentials({ variables, htpasswd: false }, rules),
    ...files.map(({ file, path }) => {
      const read = decodeText(readFileSync(join(root, file)));
      return 'problem' in read
        ? withProblem(read.problem)
        : parseHtpasswd(read.text, `the asset ${path}`, rules);
    }),
  ].flatMap(({ credentials }) => credentials);
  const users = functions.flatMap(({ schemes }) => schemes.flatMap((scheme) => scheme.users ?? []));
  const accepted = new Set(users.map(({ source }) => source));
  return all.filter(({ source }) => accepted.has(source));
}
