import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decodeText } from '../../lib/util/decode-text';
import { CliError } from '../run-command';

const OWNER_ONLY = 0o600;

/** The new text of a file, and the text that it must still have. */
export interface FileChange {
  readonly path: string;
  /** `null`: there is no such file. */
  readonly before: string | null;
  readonly after: string;
  /** The mode of a new file. Default: only the owner can read it. */
  readonly mode?: number;
}

/**
 * Replaces a file atomically, if no other program has changed it in the meantime. An existing file keeps its
 * mode.
 *
 * @throws CliError if the file cannot be replaced.
 */
export function replaceFile({ path, before, after, mode = OWNER_ONLY }: FileChange): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  // A prefix, because a suffix would make `users.private.htpasswd` a public asset. The name is always the same,
  // so that two commands never write at once.
  const draft = join(dirname(target), `.saving-${basename(target)}`);
  const descriptor = create(draft, { path, mode });
  try {
    try {
      writeFileSync(descriptor, after);
      if (before !== null) fchmodSync(descriptor, statSync(target).mode & 0o777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (readText(path) !== before) {
      throw new CliError(
        `${path} has changed in the meantime. Nothing was written. Run the command again.`,
      );
    }
    renameSync(draft, target);
  } catch (reason) {
    rmSync(draft, { force: true });
    throw reason;
  }
}

/**
 * Reads a text file without its byte order mark. A carriage return alone, as on old Macs, also ends a line.
 *
 * @returns `null` if the file does not exist.
 * @throws CliError if the file cannot be read or is not text.
 */
export function readText(path: string): string | null {
  const bytes = readBytes(path);
  if (bytes === null) return null;
  const read = decodeText(bytes);
  if ('problem' in read) throw new CliError(`${path} ${read.problem}.`);
  return read.text.replace(/\r(?!\n)/g, '\n');
}

function create(
  draft: string,
  { path, mode }: Required<Pick<FileChange, 'path' | 'mode'>>,
): number {
  try {
    return openSync(draft, 'wx', mode);
  } catch (reason) {
    const { code, message } = reason as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new CliError(`Cannot write ${path}: ${message}`);
    throw new CliError(
      `Another command is changing ${path}. Nothing was written. Run this command again.\n` +
        `If no other command is running, an earlier one was interrupted: remove ${draft}`,
    );
  }
}

function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (reason) {
    const { code, message } = reason as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new CliError(`Cannot read ${path}: ${message}`);
  }
}
