import { join } from 'node:path';
import { DATA } from '../../cli/project/paths';

/** The folder of the built npm package. */
export const PACKAGE = join(DATA, 'package');
export const DIST = join(PACKAGE, 'dist');
