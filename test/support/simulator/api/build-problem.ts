import {
  factOf,
  HANDLER_PAGE,
  type PlatformFact,
  RUNTIME_HANDLER,
  RUNTIME_HANDLERS,
  RUNTIMES,
} from '../../../../lib/platform';
import type { Build, Dependency } from '../state';
import { ApiError, invalid } from './api-error';

// https://www.twilio.com/docs/serverless/functions-assets/assets (limits)
const MAX_PRIVATE_ASSETS = 50;

type Content = Pick<Build, 'versions' | 'dependencies' | 'runtime'>;

/**
 * Immediately refuses a build with dependencies or a runtime that Twilio does not support, as its API does. It also
 * refuses unverified values.
 */
export function checkBuild({ dependencies, runtime }: Content): void {
  if (!isAccepted(RUNTIMES, runtime)) {
    throw new ApiError(400, 82007, `unsupported runtime: ${runtime}`);
  }
  for (const { name, version } of dependencies) checkDependency({ name, version });
  if (!dependencies.some(({ name }) => name === RUNTIME_HANDLER)) {
    throw invalid(`${RUNTIME_HANDLER} is not a dependency`);
  }
}

// https://github.com/twilio-labs/serverless-toolkit/issues/564 has the message, 325 that of a file.
function checkDependency({ name, version }: Dependency): void {
  const isKnown =
    name === RUNTIME_HANDLER
      ? isAccepted(RUNTIME_HANDLERS, version)
      : typeof name === 'string' && typeof version === 'string' && !/[/:\\]/.test(version);
  if (isKnown) return;
  throw invalid(
    'Some dependencies could not be validated. ' +
      `No matching version found for ${name}@${version}. ` +
      `You can find the valid versions at ${HANDLER_PAGE}`,
  );
}

function isAccepted(facts: readonly PlatformFact[], name: string): boolean {
  return factOf(facts, name)?.verdict === 'accepted';
}

/** Returns the reason why a build fails later, or `undefined` if it succeeds. */
export function buildProblem({ versions }: Pick<Content, 'versions'>): string | undefined {
  const paths = versions.map(({ path }) => path);
  // Unverified in production. The local server refuses to start.
  if (new Set(paths).size < paths.length) return 'two files have the same path';
  const privateAssets = versions.filter(
    ({ kind, visibility }) => kind === 'asset' && visibility === 'private',
  );
  if (privateAssets.length > MAX_PRIVATE_ASSETS) return 'there are too many private Assets';
  return undefined;
}
