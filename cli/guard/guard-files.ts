import { readFileSync, writeFileSync } from 'node:fs';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { CliError } from '../run-command';
import { guardHandler } from './guard-handler';

/** The printed result of a run, and whether every file is guarded after it. */
export interface GuardRun {
  readonly output: string;
  readonly isComplete: boolean;
}

/**
 * Wraps the handlers of Functions. Shows the changes as a unified diff, and the reason for each file that it
 * leaves as it is.
 *
 * @param files - paths from the working directory.
 * @param options - `write: true` writes the files. Otherwise the changes are only shown.
 * @throws CliError if a file cannot be read or written. Files before it are written.
 */
export function guardFiles(
  files: readonly string[],
  { write }: { readonly write: boolean },
): GuardRun {
  const runs = files.map((file) => guardFile(file, write));
  const changed = runs.filter(({ state }) => state === 'changed').length;
  const skipped = runs.filter(({ state }) => state === 'skipped').length;
  return {
    output: [...runs.map(({ text }) => text), summaryOf({ changed, write })].join(''),
    isComplete: skipped === 0 && (write || changed === 0),
  };
}

interface FileRun {
  readonly text: string;
  readonly state: 'changed' | 'guarded' | 'skipped';
}

function guardFile(file: string, write: boolean): FileRun {
  const source = attempt(file, 'read', () => readFileSync(file, 'utf8'));
  const result = guardHandler(source, file);
  if ('skipped' in result) {
    const state = /guarded already/.test(result.skipped) ? 'guarded' : 'skipped';
    return { text: `${file} is left as it is: ${result.skipped}.\n`, state };
  }
  if (write) attempt(file, 'written', () => writeFileSync(file, result.text));
  const patch = createTwoFilesPatch(file, file, source, result.text, '', '', {
    context: 1,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return { text: patch, state: 'changed' };
}

function summaryOf({
  changed,
  write,
}: {
  readonly changed: number;
  readonly write: boolean;
}): string {
  if (changed === 0) return '';
  const files = changed === 1 ? '1 file' : `${changed} files`;
  if (!write)
    return `\n${files} can be guarded. To write the changes, repeat the command with --yes.\n`;
  return (
    `\n${files} guarded. The credentials are the variables USERNAME and PASSWORD: without them, callers ` +
    'get 500 and nothing falls open.\n'
  );
}

function attempt<T>(file: string, verb: string, work: () => T): T {
  try {
    return work();
  } catch (reason) {
    const { code = 'unknown error' } = reason as { readonly code?: string };
    throw new CliError(`${file} cannot be ${verb}: ${code}.`);
  }
}
