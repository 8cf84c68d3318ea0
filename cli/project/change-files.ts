import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError } from '../run-command';
import { isTerminal } from './is-terminal';
import { type Project, pathInProject } from './project';
import { type FileChange, replaceFile } from './replace-file';

/** The mode of a new file that others may read. */
export const PUBLIC_FILE = 0o644;

/** The changes that a command makes to a project, before it makes them. */
export interface ChangePlan {
  readonly changes: readonly PlannedChange[];
  /** Files that exist already and stay as they are. */
  readonly kept: readonly string[];
  /** Files of an earlier version that are removed. */
  readonly removed?: readonly string[];
  /** What the operator does afterward. */
  readonly next: readonly string[];
}

/** A change of a file. */
export interface PlannedChange extends FileChange {
  /** The change in words, such as `has a USERNAME and a random PASSWORD`. Default: it is a new file. */
  readonly words?: string;
}

/** How to carry out a plan. */
export interface ChangeOptions {
  /** Whether to write without a question. */
  readonly yes: boolean;
}

/**
 * Shows the changes of a plan, and writes them once they are confirmed: by `--yes`, or in a terminal.
 *
 * @returns whether the project now has the changes.
 * @throws CliError if a file cannot be written. All folders are checked before the first file is written.
 */
export async function changeFiles(
  project: Project,
  plan: ChangePlan,
  { yes }: ChangeOptions,
): Promise<boolean> {
  const { changes, kept, removed = [], next } = plan;
  for (const { path, words } of changes) {
    console.error(`+ ${pathInProject(project, path)}${words === undefined ? '' : ` ${words}`}`);
  }
  for (const path of removed) console.error(`- ${pathInProject(project, path)}`);
  for (const path of kept) {
    console.error(`= ${pathInProject(project, path)} was there already, and stays`);
  }
  if (changes.length + removed.length > 0 && !(await isConfirmed(yes))) return false;
  for (const { path } of changes) requireWritable(dirname(path));
  for (const change of changes) {
    mkdirSync(dirname(change.path), { recursive: true });
    replaceFile(change);
  }
  for (const path of removed) rmSync(path, { force: true });
  if (changes.length + removed.length === 0) console.error('Nothing to change.');
  if (next.length > 0) console.error(['', 'Next:', ...next.map((line) => `  ${line}`)].join('\n'));
  return true;
}

async function isConfirmed(yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!isTerminal()) {
    console.error('\nNothing was written. To write the changes, repeat the command with --yes.');
    return false;
  }
  const { confirmInTerminal } = await import('./prompts');
  if (await confirmInTerminal('Write these changes?')) return true;
  console.error('Nothing was written.');
  return false;
}

function requireWritable(folder: string): void {
  const nearest = nearestFolder(folder);
  if (!statSync(nearest).isDirectory()) {
    throw new CliError(`${nearest} is not a folder. Nothing was written.`);
  }
  try {
    accessSync(nearest, constants.W_OK);
  } catch {
    throw new CliError(`Cannot write to ${nearest}. Nothing was written.`);
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}
