import { join } from 'node:path';
import { ROOT } from '../../cli/project/paths';
import type { PackageJson } from '../../cli/project/project';
import { readJson } from '../../cli/project/read-json';
import { OPERATIONS } from '../../lib/directory/operations/index';
import { describeApi } from './describe-api';

/** Returns the OpenAPI document of the directory's Functions. */
export function describeDirectory(): object {
  const { version = '' } = readJson<PackageJson>(join(ROOT, 'package.json')) ?? {};
  return describeApi(OPERATIONS, version);
}
