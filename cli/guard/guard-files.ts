import { readFileSync } from 'node:fs';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { type FileChange, readText, replaceFile } from '../project/replace-file';
import { CliError } from '../run-command';
import { ALREADY_GUARDED, guardHandler } from './guard-handler';

/** The printed result of a run, and whether every file is guarded after it. */
export interface GuardRun {
  readonly output: string;
  /** Whether there are changes that were not written. */
  readonly canWrite: boolean;
  readonly isComplete: boolean;
}

/**
 * Wraps the handlers of Functions. Shows the changes as a unified diff, and the reason for each file that it
 * leaves as it is.
 *
 * @param files - paths from the working directory.
 * @param options - `write: true` writes the files. Otherwise the changes are only shown.
 * @throws CliError if a file cannot be read or is not UTF-8, and then writes none; or if a file cannot be
 *   written.
 */
export function guardFiles(
  files: readonly string[],
  { write }: { readonly write: boolean },
): GuardRun {
  const runs = [...new Set(files)].map(guardFile);
  if (write) for (const { change } of runs) if (change !== undefined) replaceFile(change);
  const changed = runs.filter(({ state }) => state === 'changed').length;
  const skipped = runs.filter(({ state }) => state === 'skipped').length;
  return {
    output: [...runs.map(({ text }) => text), summaryOf({ changed, write })].join(''),
    canWrite: !write && changed > 0,
    isComplete: skipped === 0 && (write || changed === 0),
  };
}

interface FileRun {
  readonly text: string;
  readonly change?: FileChange;
  readonly state: 'changed' | 'guarded' | 'skipped';
}

function guardFile(file: string): FileRun {
  const before = readText(file);
  if (before === null) throw new CliError(`${file} cannot be read: ENOENT.`);
  // With its byte order mark, which stays.
  const source = readFileSync(file, 'utf8');
  const result = guardHandler(source, file);
  if ('skipped' in result) {
    const state = result.skipped === ALREADY_GUARDED ? 'guarded' : 'skipped';
    return { text: `${file} is left as it is: ${result.skipped}.\n`, state };
  }
  const text = createTwoFilesPatch(file, file, source, result.text, '', '', {
    context: 1,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return { text, change: { path: file, before, after: result.text }, state: 'changed' };
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
