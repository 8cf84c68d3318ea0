import { spawnSync } from 'node:child_process';
import { findProgram } from '../../cli/project/find-program';
import { CliError } from '../../cli/run-command';

const PACKAGES = {
  nginx: 'nginx-light (or nginx)',
  apache2: 'apache2-bin (or apache2)',
  caddy: 'caddy',
  htpasswd: 'apache2-utils',
  wrk: 'wrk',
} as const;

/** The name of a required program. */
export type Program = keyof typeof PACKAGES;

/**
 * Requires programs to be installed.
 *
 * @throws CliError that names the Debian packages of missing programs.
 */
export function requirePrograms(programs: readonly Program[]): void {
  const missing = programs.filter((program) => findProgram(program) === undefined);
  if (missing.length === 0) return;
  const list = missing.map((program) => `  ${program}: ${PACKAGES[program]}`).join('\n');
  throw new CliError(
    `These programs are required. Install them from these Debian packages:\n${list}`,
  );
}

/** Returns the path of a program that {@link requirePrograms} has found. */
export function pathOf(program: Program): string {
  const path = findProgram(program);
  if (path === undefined) throw new CliError(`${program} is required.`);
  return path;
}

/** Returns the part of a program's version output that matches a pattern. */
export function versionOf(program: Program, parameter: string, pattern: RegExp): string {
  const { stdout, stderr } = spawnSync(pathOf(program), [parameter], { encoding: 'utf8' });
  return pattern.exec(`${stdout}${stderr}`)?.[0] ?? '(unknown version)';
}
