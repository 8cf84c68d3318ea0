// Replaces lib/util/command-line.ts in the npm package: there, npx runs the commands.

/** Returns how to run a command, such as `npx twilio-functions-auth credentials hash`. */
export function commandLine(command: string): string {
  return `npx twilio-functions-auth ${command}`;
}
