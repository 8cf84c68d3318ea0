import { manifestChanges } from '../project/deploy-manifest';
import type { Finding } from './finding';
import type { Project } from './project';

const MANIFEST_FILE = '.twilioserverless/manifest.json';

/** What would be uploaded, against what was agreed on. */
export function checkManifest({ root, uploads, buildProblem }: Project): readonly Finding[] {
  if (buildProblem !== undefined) {
    const remedy = 'mend it: what needs a build was not checked';
    return [{ level: 'error', name: '.twilioserverless', message: buildProblem, remedy }];
  }
  const remedy = 'npm run build, look at the change to that file, and commit it';
  try {
    const changes = manifestChanges(uploads, root);
    if (changes.length > 0) {
      return changes.map((change) => ({ level: 'error', name: MANIFEST_FILE, message: change, remedy }));
    }
  } catch {
    return [{ level: 'error', name: MANIFEST_FILE, message: 'is missing, or is no JSON', remedy }];
  }
  return [{ level: 'ok', name: MANIFEST_FILE, message: `lists all ${uploads.length} files to upload` }];
}
