import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder, type TempFolder } from '../processes/temp-folder';
import type { Certified } from '../servers/self-signed';

// jest's workers inherit the environment of the set-up.
const VARIABLE = 'TEST_SIMULATOR';

let folder: TempFolder | undefined;

/**
 * Writes the files that all simulators of a run use, once: the script of a container, and the certificate of the API.
 */
export async function writeSimulatorFiles(): Promise<void> {
  if (folder !== undefined) return;
  // The test files do not load what only this function needs.
  const { selfSigned } = await import('../servers/self-signed');
  const { compileContainer } = await import('./runtime/compile-container');
  const { HOSTS } = await import('./api/routes');
  folder = makeTempFolder('simulator-files');
  process.env[VARIABLE] = folder.path;
  await compileContainer(containerScript());
  const { key, cert } = await selfSigned(...HOSTS);
  writeFileSync(keyFile(), key);
  writeFileSync(certificateFile(), cert);
}

/** Removes these files. */
export function removeSimulatorFiles(): void {
  folder?.remove();
}

/** The compiled script of a container. */
export const containerScript = () => fileAt('container.js');

/** The certificate of the API, for NODE_EXTRA_CA_CERTS. */
export const certificateFile = () => fileAt('certificate.pem');

/** Returns that certificate and its key. */
export function readCertificate(): Certified {
  return { key: readFileSync(keyFile(), 'utf8'), cert: readFileSync(certificateFile(), 'utf8') };
}

const keyFile = () => fileAt('key.pem');
const fileAt = (name: string) => join(process.env[VARIABLE] ?? '', name);
