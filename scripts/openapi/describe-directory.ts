import { join } from 'node:path';
import type { PackageJson } from '../../cli/doctor/project';
import { ROOT } from '../../cli/project/paths';
import { readJson } from '../../cli/project/read-json';
import { OPERATIONS } from '../../lib/directory/operations/index';
import { describeApi } from './describe-api';

/** Returns the OpenAPI document of the directory's Functions. */
export function describeDirectory(): object {
  const { version = '' } = (readJson(join(ROOT, 'package.json')) ?? {}) as PackageJson & {
    readonly version?: string;
  };
  return describeApi(OPERATIONS, version);
}
