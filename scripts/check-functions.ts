import { join } from 'node:path';
import { accessOf } from '../assets/auth.private';
import { OperatorError } from './main';
import { ROOT } from './paths';
import type { Upload } from './uploads';

/**
 * Checks that no built Function is public by oversight: each is guarded, or open on purpose.
 *
 * @throws OperatorError that names every one that is not.
 */
export function checkFunctions(uploads: readonly Upload[]): void {
  provideRuntime(uploads);
  const unguarded = uploads
    .filter(({ kind, visibility }) => kind === 'function' && visibility === 'public')
    .filter(({ file }) => accessOf(load(file)['handler']) === 'unguarded')
    .map(({ path, file }) => `- ${path} (${file})`);
  if (unguarded.length === 0) return;
  throw new OperatorError(
    `Everybody may call these Functions, and nothing says that this is meant:\n${unguarded.join('\n')}\n` +
      'Wrap each handler in withAuth(…), or in open(…) where it is public on purpose.',
  );
}

// What the built Functions need at the time they are loaded.
function provideRuntime(uploads: readonly Upload[]): void {
  const assets = uploads
    .filter(({ kind, visibility }) => kind === 'asset' && visibility === 'private')
    .map(({ path, file }) => [path, { path: join(ROOT, file) }]);
  const runtime = { getAssets: () => Object.fromEntries(assets), getFunctions: () => ({}) };
  Object.assign(globalThis, { Runtime: runtime, Twilio: {} });
}

function load(file: string): Record<string, unknown> {
  return require(join(ROOT, file));
}
