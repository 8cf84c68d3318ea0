import { join } from 'node:path';
import { OPERATIONS } from '../../lib/directory/operations/index';
import type { PackageJson } from '../doctor/project';
import { readJson } from '../doctor/read-json';
import { ROOT } from '../paths';
import { describeApi } from './describe-api';

/** The OpenAPI document of the directory's Functions. */
export function describeDirectory(): object {
  const { version = '' } = (readJson(join(ROOT, 'package.json')) ?? {}) as PackageJson & {
    readonly version?: string;
  };
  return describeApi(OPERATIONS, version);
}
