import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from './main';

const NAME = '@twilio/runtime-handler';
const EXACT_VERSION = /^(\d+)\.(\d+)\.\d+$/;
const WAY_OUT = `Run npm install --save-exact ${NAME}@2.1.0`;

/**
 * Checks that the runtime hands request headers over, which it does from version 1.2.0 on. Without
 * the package the toolkit silently starts an older server of its own, and nobody would get in.
 *
 * @param root - the project's folder.
 * @throws OperatorError with the way out.
 */
export function checkRuntimeHandler(root: string): void {
  const declared = readJson(join(root, 'package.json'))?.dependencies?.[NAME];
  if (declared === undefined || !EXACT_VERSION.test(declared)) {
    throw new OperatorError(
      `package.json must name an exact version of ${NAME} in "dependencies", as 2.1.0.\n${WAY_OUT}`,
    );
  }
  const installed = readJson(join(root, 'node_modules', NAME, 'package.json'))?.version;
  if (installed === undefined) {
    throw new OperatorError(`${NAME} is not installed. Run npm ci`);
  }
  const [, major, minor] = (EXACT_VERSION.exec(installed) ?? []).map(Number);
  if (major === undefined || minor === undefined || major < 1 || (major === 1 && minor < 2)) {
    throw new OperatorError(
      `${NAME} ${installed} is installed, and Functions see request headers from 1.2.0 on.\n${WAY_OUT}`,
    );
  }
}

interface PackageJson {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function readJson(file: string): PackageJson | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
