import type { Build } from '../state';

/** What a build uses where none was asked for and none was built before (Twilio's error 82007). */
export const DEFAULT_RUNTIME = 'node22';

// node18 is refused since 10 November 2025. Whether node20 still builds is unverified, so it does
// not here. https://www.twilio.com/docs/errors/82007
const RUNTIMES = ['node22', 'node24'];
const RUNTIME_HANDLER = '@twilio/runtime-handler';
const EXACT_VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

// https://www.twilio.com/docs/serverless/functions-assets/assets (limits)
const MAX_PRIVATE_ASSETS = 50;

/** Why a build fails; `undefined` where it does not. */
export function buildProblem({
  versions,
  dependencies,
  runtime,
}: Pick<Build, 'versions' | 'dependencies' | 'runtime'>): string | undefined {
  if (!RUNTIMES.includes(runtime)) return `82007: the runtime ${runtime} is not available`;
  const handler = dependencies.find(({ name }) => name === RUNTIME_HANDLER)?.version;
  if (handler === undefined) return `${RUNTIME_HANDLER} is not a dependency`;
  if (!EXACT_VERSION.test(handler)) return `${RUNTIME_HANDLER} is not an exact version`;

  const paths = versions.map(({ path }) => path);
  // Unverified in production; the local server refuses to start.
  if (new Set(paths).size < paths.length) return 'two files have the same path';
  const privateAssets = versions.filter(
    ({ kind, visibility }) => kind === 'asset' && visibility === 'private',
  );
  if (privateAssets.length > MAX_PRIVATE_ASSETS) return 'there are too many private Assets';
  return undefined;
}
