import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as bundled from '@twilio-labs/serverless-api/dist/utils/fs';
import type { Project } from './project';

type FileRules = Pick<typeof bundled, 'getListOfFunctionsAndAssets'>;

/** Returns the rules by which the project's own toolkit finds the files of a deploy, or else those of a copy. */
export function fileRulesOf({ root }: Pick<Project, 'root'>): FileRules {
  try {
    const fromProject = createRequire(join(root, 'package.json'));
    const twilioRun = dirname(fromProject.resolve('twilio-run/package.json'));
    const fromToolkit = createRequire(join(twilioRun, 'package.json'));
    return fromToolkit('@twilio-labs/serverless-api/dist/utils/fs');
  } catch {
    return bundled;
  }
}
