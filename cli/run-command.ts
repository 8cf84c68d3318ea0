/** An error that the operator can fix. Its message says how, and is printed without a stack. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  /** The exit code of the command. */
  readonly exitCode: number = 1;
}

/** An error in the command line itself. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';
  override readonly exitCode = 2;
}

/** Runs a command. If it fails, prints the error and sets the exit code. */
export function runCommand(script: () => Promise<unknown>): void {
  script().catch((reason: unknown) => {
    console.error(reason instanceof CliError ? reason.message : reason);
    process.exitCode = reason instanceof CliError ? reason.exitCode : 1;
  });
}
