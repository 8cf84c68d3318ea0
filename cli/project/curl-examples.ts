import type { EnvVariables } from './env-file';

/**
 * Returns two commands that call a guarded Function. They never contain a password: the shell reads it from `.env` if
 * it is written there without quotes, else curl asks for it.
 *
 * @param url - the Function's URL.
 * @param variables - the variables of `.env`.
 * @param text - the text of `.env`.
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

// `sed` finds a value that is set once, on one line, without quotes.
function isPlain(name: string, variables: EnvVariables, text: string): boolean {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}=`));
  return lines.length === 1 && lines[0] === `${name}=${variables[name]}`;
}
