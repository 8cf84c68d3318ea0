import { isUnavailable } from '../../directory/database/database-errors';
import type { DirectoryLookups } from '../../directory/guard-lookups';
import { type DirectorySettings, directorySettings } from '../../directory/settings';
import { logError } from '../../log';
import { UNAVAILABLE } from '../../outcomes';
import type { AcceptedCredential, Misconfiguration, Outcome } from '../../types';
import { hasPart, loadPart, missingPart } from '../../util/load-part';
import { memoizeLast } from '../../util/memoize-last';

const MISSING: Misconfiguration = { problems: [missingPart('directory')] };

/** A directory with valid settings. */
export interface Directory {
  /** The service's own origin. */
  readonly origin: string;
  /** Returns its lookups. Their code is loaded with the first request that needs it. */
  lookups(): DirectoryLookups;
}

/** Returns the callers that a scheme accepts from the directory, for the doctor. */
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

const settingsDependency = {
  read: (settings: DirectorySettings) => settings,
  isSame: (one: DirectorySettings, other: DirectorySettings) => one === other,
};
const directoryOf = memoizeLast(settingsDependency, createDirectory);
let isDeployed = false;

/** Returns the directory for an invocation's context: the same object until its settings change. */
export function loadDirectory(context: object): Directory | Misconfiguration {
  const settings = directorySettings(context);
  if ('problems' in settings) return settings;
  isDeployed ||= hasPart('directory');
  return isDeployed ? directoryOf(settings) : MISSING;
}

/** The dependency for `memoizeLast` of a value that depends on the directory only. */
export const directoryDependency = {
  read: loadDirectory,
  isSame: (one: Directory | Misconfiguration, other: Directory | Misconfiguration) => one === other,
};

/**
 * Returns the outcome of a lookup, or a refusal with 503 if the database is unavailable or the lookup fails
 * with an internal error. Neither failure says anything about the caller.
 */
export async function refuseIfUnavailable(
  ask: () => Outcome | PromiseLike<Outcome>,
): Promise<Outcome> {
  try {
    return await ask();
  } catch (reason) {
    const { message, stack } = withoutValues(reason);
    if (isUnavailable(reason)) logError('the directory is not available:', message);
    else logError('the directory failed:', stack);
    return UNAVAILABLE;
  }
}

function createDirectory(settings: DirectorySettings): Directory {
  let lookups: DirectoryLookups | undefined;
  return {
    origin: settings.origin,
    lookups() {
      lookups ??= loadLibrary().guardLookups(settings);
      return lookups;
    },
  };
}

function loadLibrary(): typeof import('../../directory/index') {
  const part = loadPart<typeof import('../../directory/index')>('directory');
  if (part === undefined) throw new Error(MISSING.problems[0]);
  return part;
}

// Removes the database's own messages from the log, because they contain values.
function withoutValues(reason: unknown): Error {
  const { code } = (reason ?? {}) as { readonly code?: unknown };
  if (typeof code === 'string') return new Error(`the database said ${code}`);
  return reason instanceof Error ? reason : new Error('the directory failed');
}
