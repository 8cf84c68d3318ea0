import { spawnSync } from 'node:child_process';
import { OperatorError } from '../../scripts/main';
import { findProgram } from '../../test/support/find-program';

const PACKAGES = {
  nginx: 'nginx-light (or nginx)',
  apache2: 'apache2-bin (or apache2)',
  caddy: 'caddy',
  htpasswd: 'apache2-utils',
  wrk: 'wrk',
} as const;

/** A program that is none of Node's, by name. */
export type Program = keyof typeof PACKAGES;

/**
 * Makes sure that programs are installed.
 *
 * @throws OperatorError that names the Debian packages of those that are not.
 */
export function requirePrograms(programs: readonly Program[]): void {
  const missing = programs.filter((program) => findProgram(program) === undefined);
  if (missing.length === 0) return;
  const list = missing.map((program) => `  ${program}: ${PACKAGES[program]}`).join('\n');
  throw new OperatorError(`These programs are missing. Debian's packages have them:\n${list}`);
}

/** The path of a program that {@link requirePrograms} has found. */
export function pathOf(program: Program): string {
  const path = findProgram(program);
  if (path === undefined) throw new OperatorError(`${program} is missing.`);
  return path;
}

/** What a program says about its version, as far as it matches. */
export function versionOf(program: Program, parameter: string, pattern: RegExp): string {
  const { stdout, stderr } = spawnSync(pathOf(program), [parameter], { encoding: 'utf8' });
  return pattern.exec(`${stdout}${stderr}`)?.[0] ?? 'of an unknown version';
}
