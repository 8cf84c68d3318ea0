/** An error that the operator can fix. Its message says how, and is printed without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Runs a command. If it fails, prints the error and sets exit code 1. */
export function runCommand(script: () => Promise<void>): void {
  script().catch((reason: unknown) => {
    console.error(reason instanceof CliError ? `\n${reason.message}\n` : reason);
    process.exitCode = 1;
  });
}
