import { buildService } from './build-service';
import { buildTypes } from './build-types';
import { main, OperatorError } from './main';
import { differences, listUploads, readManifest, writeManifest } from './uploads';

// npm run build: the service, the types for other projects, and the list of what is uploaded.
// With --frozen-manifest that list is not written anew: where it differs, the build fails.
main(async () => {
  await buildService();
  await buildTypes();
  const uploads = await listUploads();
  if (!process.argv.includes('--frozen-manifest')) {
    writeManifest(uploads);
    for (const { visibility, kind, path } of uploads) console.log(`${visibility} ${kind} ${path}`);
    return;
  }
  const changes = differences(readManifest(), uploads);
  if (changes.length === 0) return;
  throw new OperatorError(
    `What would be uploaded is not what .twilioserverless/manifest.json lists:\n${changes.join('\n')}\n` +
      'Run npm run build, look at the change to that file, and commit it.',
  );
});
