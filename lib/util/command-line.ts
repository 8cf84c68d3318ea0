// The npm package has its own version of this module: package/command-line.ts.

/**
 * Returns how to run one of this project's commands, such as `npm run credentials -- hash` for
 * `credentials hash`.
 */
export function commandLine(command: string): string {
  const [name, ...rest] = command.split(' ');
  return ['npm run', name, ...(rest.length === 0 ? [] : ['--']), ...rest].join(' ');
}
