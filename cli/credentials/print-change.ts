import { parsePasswordHash } from '../../lib/passwords/parse-password-hash';
import { credentialLines } from '../../lib/util/config-lines';
import type { CredentialSource } from './credential-source';
import { type CredentialStore, linesOf, pepperOf, variablesOf } from './credential-store';
import { HTPASSWD } from './parse-command';
import { checkSize } from './set-variable';

/** What to do for a change to take effect: the beginning of a sentence, and all of it. */
export const DEPLOY_HINT = 'To make it so, restart npm start; online, npm run deploy';
export const DEPLOY_SENTENCE = `${DEPLOY_HINT}.`;

/** Shows what a source holds now, how much of Twilio's limits that takes, and what to do next. */
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
  console.error(checkSize(source.name, variablesOf(store)));
  if (shown.every((line, index) => line === lines[index])) return;
  console.error('What is not a hash that can be used is shown as ***; it was not changed.');
}

function printFileNotes({ htpasswd }: CredentialStore, { name }: CredentialSource): void {
  if (name !== HTPASSWD) {
    const path = name.slice('assets'.length).replace(/\.private(?=\.htpasswd$)/, '');
    console.error(`basic() reads this file where it is told to: basic({ htpasswd: '${path}' })`);
  }
  if (htpasswd.text !== null) return;
  console.error(
    `${name} is new, and a deploy uploads only what was agreed on: run\n` +
      'npm run build, look at the change to .twilioserverless/manifest.json, and commit it.',
  );
}

function onlyHash(line: string, pepper: string | undefined): string {
  const colon = line.indexOf(':') + 1;
  const hash = parsePasswordHash(line.slice(colon), pepper);
  return hash !== null && 'verify' in hash ? line : `${line.slice(0, colon)}***`;
}
