import { MIN_BASIC_PASSWORD_LENGTH } from '../../lib/schemes/basic/basic-settings';
import { parsePassword } from '../../lib/schemes/basic/parse-credential';
import { CliError } from '../run-command';
import { generatePassword } from './generate-password';
import { type HiddenPrompt, openHiddenPrompt } from './hidden-prompt';
import { readInput } from './read-input';

const MAX_TRIES = 3;

type Checked = { readonly password: string } | { readonly problem: string };

/** Asks for a password that is in use, or a token: on the terminal, or else it is standard input. */
export function askPassword(question: string, what = 'password'): Promise<string> {
  if (!process.stdin.isTTY) return readInput(process.stdin, what);
  return withPrompt((prompt) => prompt.ask(`${question}: `));
}

/**
 * Asks for a new password, twice where it is typed, until it keeps the library's rules.
 *
 * @throws CliError where it does not.
 */
async function askNewPassword(question: string): Promise<string> {
  if (process.stdin.isTTY) return withPrompt((prompt) => askTwice(prompt, question));
  const checked = check(await readInput(process.stdin));
  if ('password' in checked) return checked.password;
  throw new CliError(`${checked.problem} Nothing was changed.`);
}

/** Makes a random password, or asks for one. */
export async function chooseNewPassword(
  question: string,
  { generate }: { readonly generate: boolean },
): Promise<string> {
  return generate ? generatePassword() : askNewPassword(question);
}

async function askTwice(prompt: HiddenPrompt, question: string): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const checked = await askBoth(prompt, question);
    if ('password' in checked) return checked.password;
    if (tries === MAX_TRIES) throw new CliError(`${checked.problem} Nothing was changed.`);
    console.error(`${checked.problem} Once more, please.`);
  }
}

async function askBoth(prompt: HiddenPrompt, question: string): Promise<Checked> {
  const checked = check(await prompt.ask(`${question}: `));
  if ('problem' in checked) return checked;
  const again = await prompt.ask('The same again: ');
  if (again.normalize('NFC') === checked.password) return checked;
  return { problem: 'The two passwords differ.' };
}

// Marked as plain, since what is to be hashed may look like a hash.
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
