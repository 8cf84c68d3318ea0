import type { ProjectFiles } from '../projects/write-project';
import { type DeployedBuild, newSid, type Version } from './state';

/**
 * Adds public Functions in plain JavaScript to a build that was deployed, as if they had been uploaded with it.
 *
 * @param functions - their code, by their path such as `hooks/sms.js`.
 */
export function addFunctions(deployed: DeployedBuild, functions: ProjectFiles): DeployedBuild {
  const { build } = deployed;
  const added = Object.entries(functions).map(
    ([name, code]): Version => ({
      sid: newSid('ZN'),
      serviceSid: build.serviceSid,
      resourceSid: newSid('ZH'),
      kind: 'function',
      path: `/${name.replace(/\.js$/, '')}`,
      visibility: 'public',
      contentType: 'application/javascript',
      content: Buffer.from(code),
    }),
  );
  return { ...deployed, build: { ...build, versions: [...build.versions, ...added] } };
}
