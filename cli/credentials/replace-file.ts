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

/** A file's new text, and the one it must still have. */
export interface FileChange {
  readonly path: string;
  /** `null`: there is no such file. */
  readonly before: string | null;
  readonly after: string;
}

/**
 * Replaces a file as a whole or not at all, and only where nobody has changed it meanwhile. An
 * existing file keeps its mode; a new one is its owner's only.
 *
 * @throws CliError where that cannot be done.
 */
export function replaceFile({ path, before, after }: FileChange): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  // In front of the name: behind it, `users.private.htpasswd` would be no private asset any more.
  // One name for all, so that two of these programs never write at once.
  const draft = join(dirname(target), `.saving-${basename(target)}`);
  const descriptor = create(draft, path);
  try {
    try {
      writeFileSync(descriptor, after);
      if (before !== null) fchmodSync(descriptor, statSync(target).mode & 0o777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (readText(path) !== before) {
      throw new CliError(`${path} was changed meanwhile. Nothing was written: run this again.`);
    }
    renameSync(draft, target);
  } catch (reason) {
    rmSync(draft, { force: true });
    throw reason;
  }
}

/**
 * Reads a text file, without a byte order mark. What ends lines on a Mac of old ends them as elsewhere.
 *
 * @returns `null` where there is no such file.
 * @throws CliError for one that cannot be read, or is no text.
 */
export function readText(path: string): string | null {
  const bytes = readBytes(path);
  if (bytes === null) return null;
  const read = decodeText(bytes);
  if ('problem' in read) throw new CliError(`${path} ${read.problem}.`);
  return read.text.replace(/\r(?!\n)/g, '\n');
}

function create(draft: string, path: string): number {
  try {
    return openSync(draft, 'wx', OWNER_ONLY);
  } catch (reason) {
    const { code, message } = reason as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new CliError(`Cannot write ${path}: ${message}`);
    throw new CliError(
      `${path} is being changed by another run of this command. Nothing was written: run it again.\n` +
        `If no other is running, one was ended half-way: remove ${draft}`,
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
