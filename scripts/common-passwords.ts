import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/project/paths';
import { CliError, runCommand } from '../cli/run-command';
import { MIN_PASSWORD_LENGTH, MIN_PIECE_LENGTH } from '../lib/directory/passwords/password-rules';

// Writes lib/directory/passwords/common-passwords.json and its license. The source is the unpacked npm package
// @zxcvbn-ts/language-common, whose list begins with the most common passwords:
//
//   npm pack @zxcvbn-ts/language-common@4.1.3 && tar xzf zxcvbn-ts-language-common-4.1.3.tgz
//   npx tsx scripts/common-passwords.ts package

const MOST_COMMON = 10_000;
const LINE_LENGTH = 1000;
const FOLDER = join(ROOT, 'lib/directory/passwords');

runCommand(async () => {
  const [source] = process.argv.slice(2);
  if (source === undefined) {
    throw new CliError('Usage: npx tsx scripts/common-passwords.ts FOLDER-OF-THE-PACKAGE');
  }
  const words = pick(JSON.parse(readFileSync(join(source, 'src/passwords.json'), 'utf8')));
  const json = JSON.stringify({ lines: inLines(words) }, null, 2);
  writeFileSync(join(FOLDER, 'common-passwords.json'), `${json}\n`);
  const license = readFileSync(join(source, 'LICENSE.txt'), 'utf8');
  writeFileSync(join(FOLDER, 'common-passwords.LICENSE'), license);
  console.error(`${words.length} passwords, ${json.length} characters`);
});

// Short passwords matter as halves of long ones. Rare passwords matter only if they are long enough themselves.
function pick(words: readonly string[]): readonly string[] {
  return words.filter((word, rank) => {
    const least = rank < MOST_COMMON ? MIN_PIECE_LENGTH : MIN_PASSWORD_LENGTH;
    return word.length >= least && !word.includes(' ');
  });
}

// Short lines are readable in an editor and in a diff.
function inLines(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line.length + word.length > LINE_LENGTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
