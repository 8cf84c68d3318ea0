import { parsePasswordHash } from '../../lib/passwords/parse-password-hash';
import { credentialLines } from '../../lib/util/config-lines';
import { pathInProject } from '../project/project';
import type { CredentialSource } from './credential-source';
import { type CredentialStore, linesOf, pepperOf, variablesOf } from './credential-store';
import { defaultHtpasswd } from './credentials-call';
import { requireFittingSize } from './set-variable';

/** How a change takes effect, without and with the period. */
export const DEPLOY_HINT = 'To apply the change, restart npm start, or deploy again';
export const DEPLOY_SENTENCE = `${DEPLOY_HINT}.`;

/** Prints the new content of a source, its share of Twilio's limits, and the next step. */
export function printChange(
  before: CredentialStore,
  after: CredentialStore,
  source: CredentialSource,
): void {
  if (source.kind === 'file') printFileNotes(before, source);
  else printVariable(after, source);
  console.error(DEPLOY_SENTENCE);
}

function printVariable(store: CredentialStore, source: CredentialSource): void {
  const lines = credentialLines(linesOf(store, source)).map(({ line }) => line);
  const shown = lines.map((line) => onlyHash(line, pepperOf(store)));
  console.log(`${source.name}="${shown.join('\\n')}"`);
  console.error(requireFittingSize(source.name, variablesOf(store)));
  if (shown.every((line, index) => line === lines[index])) return;
  console.error('Values that are not supported hashes are shown as ***. They were not changed.');
}

function printFileNotes({ project, htpasswd }: CredentialStore, { name }: CredentialSource): void {
  if (name !== defaultHtpasswd(project)) {
    const folder = pathInProject(project, project.assetsFolder.source);
    const path = name.slice(folder.length).replace(/\.private(?=\.htpasswd$)/, '');
    console.error(
      `basic() reads this file only if its option names it: basic({ htpasswd: '${path}' })`,
    );
  }
  if (htpasswd.text !== null || !project.isRepository) return;
  console.error(
    `${name} is new, and a deploy uploads only the files in the manifest. Run\n` +
      'npm run build, review the change to .twilioserverless/manifest.json, and commit it.',
  );
}

function onlyHash(line: string, pepper: string | undefined): string {
  const colon = line.indexOf(':') + 1;
  const hash = parsePasswordHash(line.slice(colon), pepper);
  return hash !== null && 'verify' in hash ? line : `${line.slice(0, colon)}***`;
}
