import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILER } from '../project/paths';
import type { Finding } from './finding';
import type { ProjectState } from './project-state';

// The parameters of npm run types, so that unchanged files are not compiled again.
const INCREMENTAL = ['--incremental', '--tsBuildInfoFile', '.data/types.tsbuildinfo'];
const COMPLAINT = /^(.+)\(\d+,\d+\): error (TS\d+: .+)$/;

/**
 * Reports the errors of the TypeScript compiler in this repository, whose build does not check types. The build of
 * another project is its own.
 */
export function checkTypes({ root, isRepository }: ProjectState): readonly Finding[] {
  const name = 'tsconfig.json';
  if (!isRepository || !existsSync(join(root, name))) return [];
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, COMPILER), '--pretty', 'false', ...INCREMENTAL],
    { cwd: root, encoding: 'utf8' },
  );
  if (status === 0) return [{ level: 'ok', name, message: 'the types are correct' }];
  const remedy = 'npm run types shows where';
  const findings = stdout.split(/\r?\n/).flatMap((line): readonly Finding[] => {
    const [, file, message] = COMPLAINT.exec(line) ?? [];
    return file && message ? [{ level: 'error', name: file, message, remedy }] : [];
  });
  if (findings.length > 0) return findings;
  return [{ level: 'error', name, message: 'the TypeScript compiler failed', remedy }];
}
