import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../run-command';
import { readText } from './read-text';

/** A file's new text, and the one it must still have. */
export interface FileChange {
  readonly path: string;
  /** `null`: there is no such file. */
  readonly before: string | null;
  readonly after: string;
}

const OWNER_ONLY = 0o600;

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
