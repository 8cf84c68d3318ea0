import { isUnavailable } from '../../directory/database/database-errors';
import type { DirectoryLookups } from '../../directory/guard-lookups';
import { type DirectorySettings, directorySettings } from '../../directory/settings';
import { logError } from '../../log';
import { UNAVAILABLE } from '../../outcomes';
import type { AcceptedCredential, Misconfiguration, Outcome } from '../../types';
import { libraryAsset, missingAsset } from '../../util/library-asset';
import { memoizeLast } from '../../util/memoize-last';

const MISSING: Misconfiguration = { problems: [missingAsset('directory')] };

/** The directory, with its settings in order. */
export interface Directory {
  /** The service's own origin. */
  readonly origin: string;
  /** What it can be asked; loaded with the first request that has something to ask. */
  part(): DirectoryLookups;
}

/** Whom a scheme lets in that asks the directory, for the doctor. */
export function directoryCallers({
  account,
  status,
}: {
  readonly account?: string | undefined;
  readonly status?: readonly string[];
}): readonly AcceptedCredential[] {
  return [
    {
      username: 'directory',
      format: 'directory',
      peppered: false,
      source: 'DATABASE_URL',
      ...(account === undefined ? {} : { account }),
      ...(status === undefined ? {} : { status }),
    },
  ];
}

const SETTINGS = {
  read: (settings: DirectorySettings) => settings,
  isSame: (one: DirectorySettings, other: DirectorySettings) => one === other,
};
const directoryOf = memoizeLast(SETTINGS, makeDirectory);
let isDeployed = false;

/** The directory of an invocation's context; the same object while its settings have not changed. */
export function useDirectory(context: object): Directory | Misconfiguration {
  const settings = directorySettings(context);
  if ('problems' in settings) return settings;
  isDeployed ||= libraryAsset('directory') !== undefined;
  return isDeployed ? directoryOf(settings) : MISSING;
}

/** For `memoizeLast`: whatever depends on the directory alone. */
export const OF_DIRECTORY = {
  read: useDirectory,
  isSame: (one: Directory | Misconfiguration, other: Directory | Misconfiguration) => one === other,
};

/**
 * An answer of the directory, or a refusal with 503 where there is none: where its database does not answer,
 * and where something of ours fails. Neither says anything about the caller.
 */
export async function orUnavailable(ask: () => Outcome | PromiseLike<Outcome>): Promise<Outcome> {
  try {
    return await ask();
  } catch (reason) {
    const { message, stack } = withoutValues(reason);
    if (isUnavailable(reason)) logError('the directory is not available:', message);
    else logError('the directory failed:', stack);
    return UNAVAILABLE;
  }
}

function makeDirectory(settings: DirectorySettings): Directory {
  let part: DirectoryLookups | undefined;
  return {
    origin: settings.origin,
    part() {
      part ??= load().guardLookups(settings);
      return part;
    },
  };
}

function load(): typeof import('../../directory/index') {
  const path = libraryAsset('directory');
  if (path === undefined) throw new Error(MISSING.problems[0]);
  return require(path);
}

// The database's own messages repeat values, and would be logged.
function withoutValues(reason: unknown): Error {
  const { code } = (reason ?? {}) as { readonly code?: unknown };
  if (typeof code === 'string') return new Error(`the database said ${code}`);
  return reason instanceof Error ? reason : new Error('the directory failed');
}
