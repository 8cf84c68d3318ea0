import { buildService } from '../project/build-service';
import { buildTypes } from '../project/build-types';
import { checkManifest, listUploads, writeManifest } from '../project/deploy-manifest';
import { runCommand } from '../run-command';

// npm run build: the service, the types for other projects, and the list of what is uploaded.
// With --frozen-manifest that list is not written anew: where it differs, the build fails.
runCommand(async () => {
  await buildService();
  await buildTypes();
  const uploads = await listUploads();
  if (process.argv.includes('--frozen-manifest')) {
    checkManifest(uploads);
    return;
  }
  writeManifest(uploads);
  for (const { visibility, kind, path } of uploads) console.log(`${visibility} ${kind} ${path}`);
});
