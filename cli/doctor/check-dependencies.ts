import { RUNTIME_HANDLER } from '../../lib/platform';
import type { Finding } from './finding';
import type { Project } from './project';

// What comes from anywhere else has a scheme, a path, or the owner/name of a repository.
const FROM_THE_REGISTRY = /^[^/:\\]*$/;

/**
 * Checks that Twilio can install what `dependencies` asks for: it takes packages of the public npm
 * registry only, and answers anything else with error 20001.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/dependencies
 */
export function checkDependencies({
  packageJson,
}: Pick<Project, 'packageJson'>): readonly Finding[] {
  return Object.entries(packageJson.dependencies ?? {})
    .filter(([name, version]) => name !== RUNTIME_HANDLER && !FROM_THE_REGISTRY.test(version))
    .map(([name]) => ({
      level: 'error',
      name,
      message:
        'is not a version of the public npm registry, which is all that Twilio installs from',
      remedy: `npm uninstall ${name}, and put its code into a private asset`,
    }));
}
