import { randomInt } from 'node:crypto';
import { MIN_BASIC_PASSWORD_LENGTH } from '../../lib/schemes/basic/basic-settings';
import { parsePassword } from '../../lib/schemes/basic/parse-credential';
import { decodeText } from '../../lib/util/decode-text';
import { CliError } from '../run-command';
import { type HiddenPrompt, openHiddenPrompt } from './hidden-prompt';

const MAX_ATTEMPTS = 3;

// Only letters and digits, so that a double click selects all of it. Without 0, O, I and l, which look alike.
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const LENGTH = 24;
const MAX_BYTES = 65_536;

type Checked = { readonly password: string } | { readonly problem: string };

/** Asks for an existing password or token on the terminal, or else reads it from standard input. */
export function askPassword(question: string, what = 'password'): Promise<string> {
  if (!process.stdin.isTTY) return readInput(process.stdin, what);
  return withPrompt((prompt) => prompt.ask(`${question}: `));
}

/** Generates a random password, or asks for one. */
export async function chooseNewPassword(
  question: string,
  { generate }: { readonly generate: boolean },
): Promise<string> {
  return generate ? generatePassword() : askNewPassword(question);
}

/** Prints a newly generated password. Nothing else prints a password. */
export function printPassword(password: string): void {
  console.error(`The password, which is not shown again: ${password}`);
}

/**
 * Asks for a new password until it follows the library's rules. A typed password is entered twice.
 *
 * @throws CliError if it does not.
 */
async function askNewPassword(question: string): Promise<string> {
  if (process.stdin.isTTY) return withPrompt((prompt) => askTwice(prompt, question));
  const checked = check(await readInput(process.stdin));
  if ('password' in checked) return checked.password;
  throw new CliError(`${checked.problem} Nothing was changed.`);
}

async function askTwice(prompt: HiddenPrompt, question: string): Promise<string> {
  for (let attempts = 1; ; attempts += 1) {
    const checked = await askBoth(prompt, question);
    if ('password' in checked) return checked.password;
    if (attempts === MAX_ATTEMPTS) throw new CliError(`${checked.problem} Nothing was changed.`);
    console.error(`${checked.problem} Try again.`);
  }
}

async function askBoth(prompt: HiddenPrompt, question: string): Promise<Checked> {
  const checked = check(await prompt.ask(`${question}: `));
  if ('problem' in checked) return checked;
  const again = await prompt.ask('Repeat it: ');
  if (again.normalize('NFC') === checked.password) return checked;
  return { problem: 'The two passwords differ.' };
}

// Marked as plain, because a password may look like a hash.
function check(password: string): Checked {
  const rules = { pepper: undefined, minLength: MIN_BASIC_PASSWORD_LENGTH };
  const read = parsePassword(`{PLAIN}${password}`, rules);
  if ('problem' in read) return { problem: `The password ${read.problem}.` };
  return { password: password.normalize('NFC') };
}

async function withPrompt<T>(use: (prompt: HiddenPrompt) => Promise<T>): Promise<T> {
  const prompt = openHiddenPrompt(process.stdin, process.stderr);
  try {
    return await use(prompt);
  } finally {
    prompt.close();
  }
}

/** Returns a random password of 140 bits. */
function generatePassword(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/**
 * Reads a secret from a pipe or a file, without one line break at the end and without a byte order mark, which
 * PowerShell writes.
 *
 * @throws CliError if the input cannot be a secret.
 */
async function readInput(input: AsyncIterable<Buffer>, what = 'password'): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) throw new CliError(`Standard input is too long for a ${what}.`);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) {
    throw new CliError(`Standard input is empty: the ${what} is required. Nothing was changed.`);
  }
  const read = decodeText(bytes);
  if ('problem' in read) throw new CliError(`The ${what} on standard input ${read.problem}.`);
  return read.text.replace(/\r?\n$/, '');
}
