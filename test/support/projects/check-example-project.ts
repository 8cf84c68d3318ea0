import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnosis, examine } from '../../../cli/doctor/diagnose';
import { readProject } from '../../../cli/doctor/read-project';
import { listUploads } from '../../../cli/project/deploy-manifest';
import { projectAt } from '../../../cli/project/project';
import { formatEnvFile } from './env-file';
import { copyProject } from './project-copy';
import { type ProjectFiles, writeFiles } from './write-project';

/** The differences of a copy of this project. */
export interface Difference {
  readonly variables?: Readonly<Record<string, string>>;
  /** The text of the `.env` file, which replaces the variables. `null` omits the file. */
  readonly env?: string | null;
  readonly files?: ProjectFiles;
  readonly removed?: readonly string[];
  /** The parameters that are passed through to `twilio-run deploy`. */
  readonly parameters?: readonly string[];
  /** Keeps the manifest unchanged. Default: it lists the uploads of the copy. */
  readonly staleManifest?: boolean;
  /** Gets the folders of the copy after the checks. */
  readonly look?: (list: (folder: string) => readonly string[]) => void;
}

/** Runs every check on a built copy of this project with some differences. */
export async function checkExampleProject(difference: Difference): Promise<Diagnosis> {
  const { variables = {}, env, files = {}, removed = [], parameters = [] } = difference;
  const { folder, remove } = copyProject({ without: removed });
  try {
    const envFile = join(folder, '.env');
    if (env !== null) writeFileSync(envFile, env ?? formatEnvFile(variables));
    writeFiles(folder, files);
    if (difference.staleManifest !== true) {
      const manifest = JSON.stringify(await listUploads(projectAt(folder)));
      writeFileSync(join(folder, '.twilioserverless', 'manifest.json'), manifest);
    }
    const state = await readProject({
      project: projectAt(folder),
      envFile,
      parameters,
      timeLimitSeconds: 3,
    });
    difference.look?.((name) => readdirSync(join(folder, name)));
    return examine(state);
  } finally {
    remove();
  }
}
