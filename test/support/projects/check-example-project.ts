import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnosis, examine } from '../../../cli/doctor/diagnose';
import { readProject } from '../../../cli/doctor/read-project';
import { listUploads } from '../../../cli/project/deploy-manifest';
import { projectAt } from '../../../cli/project/project';
import { formatEnvFile } from './env-file';
import { listFiles } from './project';
import { copyProject, type OpenedProject } from './project-copy';
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
  const { folder } = copyWithout(removed);
  const restore = keepFiles(folder, Object.keys(files));
  try {
    const envFile = join(folder, '.env');
    if (env !== null) writeFileSync(envFile, env ?? formatEnvFile(variables));
    writeFiles(folder, files);
    if (difference.staleManifest !== true) {
      const manifest = JSON.stringify(await listUploads(projectAt(folder)));
      writeFileSync(join(folder, MANIFEST), manifest);
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
    restore();
  }
}

const MANIFEST = join('.twilioserverless', 'manifest.json');

// The copies of this test file, which its cases share: to copy and remove some 300 files takes as long as the checks.
const copies = new Map<string, OpenedProject>();
afterAll(() => {
  for (const { remove } of copies.values()) remove();
});

function copyWithout(removed: readonly string[]): OpenedProject {
  const key = removed.join('\n');
  const known = copies.get(key);
  if (known !== undefined) return known;
  const copy = copyProject({ without: removed });
  copies.set(key, copy);
  return copy;
}

/** Returns a function that undoes all changes to these files and removes every file that is new. */
function keepFiles(folder: string, names: readonly string[]): () => void {
  const before = new Set(listFiles(folder));
  const kept = [MANIFEST, ...names]
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file))
    .map((file) => [file, readFileSync(file)] as const);
  return () => {
    for (const file of listFiles(folder)) {
      if (!before.has(file)) rmSync(file, { recursive: true, force: true });
    }
    for (const [file, content] of kept) writeFileSync(file, content);
  };
}
