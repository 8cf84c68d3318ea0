import { buildService } from '../project/build-service';
import { buildTypes } from '../project/build-types';
import { listUploads, requireManifest, writeManifest } from '../project/deploy-manifest';
import { ROOT } from '../project/paths';
import { projectAt } from '../project/project';
import { runCommand } from '../run-command';

// npm run build: builds the service and the types for other projects, and lists the files of a deploy. With
// --frozen-manifest, the build fails if the list differs from the checked-in manifest.
runCommand(async () => {
  await buildService();
  await buildTypes();
  const uploads = await listUploads(projectAt(ROOT));
  if (process.argv.includes('--frozen-manifest')) {
    requireManifest(uploads, ROOT);
    return;
  }
  writeManifest(uploads, ROOT);
  for (const { visibility, kind, path } of uploads) console.log(`${visibility} ${kind} ${path}`);
});
