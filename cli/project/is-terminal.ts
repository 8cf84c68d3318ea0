/** Returns whether the operator can be asked: standard input and standard error are terminals. */
export function isTerminal(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}
