import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson } from './read-json';

const MARKS = ['@twilio/runtime-handler', 'twilio-run'];

/**
 * Finds the Twilio project that a folder belongs to: the nearest folder upward with a `.twilioserverlessrc`, or
 * with a `package.json` that declares `@twilio/runtime-handler` or `twilio-run`. In a monorepo, that is the
 * package and not the root.
 */
export function findProject(folder: string): string | undefined {
  if (existsSync(join(folder, '.twilioserverlessrc')) || declaresToolkit(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findProject(parent);
}

interface Declared {
  readonly dependencies?: object;
  readonly devDependencies?: object;
}

// A package.json that is missing or broken declares nothing.
function declaresToolkit(folder: string): boolean {
  const manifest = readJson<Declared>(join(folder, 'package.json'));
  const declared = { ...manifest?.dependencies, ...manifest?.devDependencies };
  return MARKS.some((name) => Object.hasOwn(declared, name));
}
