/** A mistake of the operator's, with the way out of it: shown without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Runs a script. What goes wrong ends it with exit code 1 and a message. */
export function runCommand(script: () => Promise<void>): void {
  script().catch((reason: unknown) => {
    console.error(reason instanceof CliError ? `\n${reason.message}\n` : reason);
    process.exitCode = 1;
  });
}
