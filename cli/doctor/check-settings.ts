import { VARIABLES } from '../../lib/config';
import { NO_TOKENS } from '../../lib/schemes/bearer/opaque-tokens';
import { commandLine } from '../../lib/util/command-line';
import { type Finding, listOf } from './finding';
import type { ProjectState } from './project-state';

/** Reports the problems and warnings of the settings of all schemes, each once. */
export function checkSettings({
  functions,
  isRepository,
}: Pick<ProjectState, 'functions' | 'isRepository'>): readonly Finding[] {
  const problems = collect(functions, 'problems');
  const isOff = problems.some(([message]) => message === NO_DATABASE);
  return [
    ...problems.flatMap(([message, paths]): readonly Finding[] => {
      if (message === NO_TOKENS) return [noTokens(paths)];
      if (message === NO_DATABASE) return [noDirectory(paths)];
      if (message === NO_KEY && isOff) return [];
      const advice = isRepository ? '.env.example describes it' : 'set it in .env';
      const remedy = `${advice}; required by ${listOf(paths)}`;
      return [{ level: 'error', name: subjectOf(message, paths), message, remedy }];
    }),
    ...collect(functions, 'warnings').map(([message, paths]): Finding => {
      const advice = message.includes(commandLine('')) ? '' : 'replace it; ';
      const remedy = `${advice}required by ${listOf(paths)}`;
      return { level: 'warning', name: subjectOf(message, paths), message, remedy };
    }),
  ];
}

// A new project may not have these settings yet. Functions without one refuse every caller, but others must run.
const NO_DATABASE = 'DATABASE_URL is required';
const NO_KEY = 'DIRECTORY_KEY is required';

function noTokens(paths: readonly string[]): Finding {
  const message = untilSet(NO_TOKENS, paths);
  const remedy = `${commandLine('credentials token NAME')} creates a token`;
  return { level: 'warning', name: 'BEARER_TOKENS', message, remedy };
}

function noDirectory(paths: readonly string[]): Finding {
  const message = untilSet(NO_DATABASE, paths);
  const remedy = 'set it and DIRECTORY_KEY, or do not use the directory';
  return { level: 'warning', name: 'DATABASE_URL', message, remedy };
}

function untilSet(problem: string, paths: readonly string[]): string {
  const refuse = paths.length === 1 ? 'refuses' : 'refuse';
  return `${problem}: until it is set, ${listOf(paths)} ${refuse} every caller`;
}

type Collected = readonly (readonly [message: string, paths: readonly string[]])[];

function collect(functions: ProjectState['functions'], kind: 'problems' | 'warnings'): Collected {
  const paths = new Map<string, Set<string>>();
  for (const { path, schemes } of functions) {
    for (const message of schemes.flatMap((scheme) => scheme[kind])) {
      paths.set(message, (paths.get(message) ?? new Set()).add(path));
    }
  }
  return [...paths].map(([message, found]) => [message, [...found]]);
}

// Returns the variable or asset that a message names, or else the Functions with the message.
function subjectOf(message: string, paths: readonly string[]): string {
  const variable = message
    .match(/\b[A-Z][A-Z0-9_]+\b/g)
    ?.find((word) => VARIABLES.some((name) => word === name || word.startsWith(`${name}_`)));
  const [, asset] = /\basset (\/[^\s:]+)/.exec(message) ?? [];
  return variable ?? asset ?? listOf(paths);
}
