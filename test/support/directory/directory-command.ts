import type { ProgramResult } from '../processes/run-program';
import { startScript } from '../projects/source-copy';

/** Runs `npm run directory -- …` in a copy of the sources until it ends. */
export async function runDirectory(
  folder: string,
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  const script = startScript(folder, 'directory', { parameters, env });
  const exitCode = await script.exited;
  return { exitCode, stdout: script.stdout(), stderr: script.stderr() };
}

/** Returns the curl lines that the command prints, each with the line below it. */
export function curlSteps(
  stdout: string,
): readonly { readonly line: string; readonly typed: string }[] {
  const lines = stdout.split('\n').map((line) => line.trim());
  return lines.flatMap((line, index) =>
    line.startsWith('curl ') ? [{ line, typed: lines[index + 1] ?? '' }] : [],
  );
}

/** Returns the secret of the printed link. */
export function printedToken(stdout: string): string {
  return /^ {2}\S+\/account#invitation=(\w+)$/m.exec(stdout)?.[1] ?? '';
}
