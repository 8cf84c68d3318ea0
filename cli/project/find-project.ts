import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

function declaresToolkit(folder: string): boolean {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8').replace(/^\ufeff/, '');
    const { dependencies, devDependencies } = JSON.parse(text);
    const declared = { ...dependencies, ...devDependencies };
    return MARKS.some((name) => Object.hasOwn(declared, name));
  } catch {
    // A package.json that is missing or broken declares nothing.
    return false;
  }
}
