import type { EnvVariables } from './env-file';

/**
 * The two lines to try a guarded Function with. They never show a password: the shell reads it from
 * `.env` where that file has it as it is, else curl asks for it.
 *
 * @param url - the Function's URL.
 * @param variables - what `.env` sets, parsed.
 * @param text - what `.env` holds, as it is written.
 */
export function curlExamples(url: string, variables: EnvVariables, text: string): string {
  const username = variables['USERNAME'] ?? '';
  const user = isPlain('PASSWORD', variables, text)
    ? `"${username}:$(sed -n 's/^PASSWORD=//p' .env)"`
    : `${username}`;
  const shown = /^[\w.@-]+$/.test(username) ? user : `'${username.replaceAll("'", "'\\''")}'`;
  return `
Try it in a second terminal, in this folder:

  401  curl -i ${url}
  200  curl -i -u ${shown} ${url}
`;
}

// A shell's `sed` finds the value where it stands on one line, once, without quotes.
function isPlain(name: string, variables: EnvVariables, text: string): boolean {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}=`));
  return lines.length === 1 && lines[0] === `${name}=${variables[name]}`;
}
