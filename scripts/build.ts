import { buildService } from './build-service';
import { buildTypes } from './build-types';
import { main } from './main';
import { checkManifest, listUploads, writeManifest } from './uploads';

// npm run build: the service, the types for other projects, and the list of what is uploaded.
// With --frozen-manifest that list is not written anew: where it differs, the build fails.
main(async () => {
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
