import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type EnvText, readEnvText } from '../project/env-file';
import { deployedVariables } from '../project/variables';
import { CliError } from '../run-command';
import type { EnvFile } from './project';

/** Reads the file of variables that a deploy would send. What is wrong with it is part of that. */
export function readEnv(file: string): EnvFile {
  const { text, problem } = tryToRead(file);
  return { name: basename(file), ...text, deployed: deployedVariables(text.variables), problem };
}

function tryToRead(file: string): { readonly text: EnvText; readonly problem: string | undefined } {
  const nothing = { variables: {}, skipped: [], repeated: [] };
  if (!existsSync(file)) return { text: nothing, problem: 'is not there' };
  try {
    return { text: readEnvText(file), problem: undefined };
  } catch (reason) {
    if (reason instanceof CliError) {
      return { text: nothing, problem: 'cannot be read as UTF-8 text' };
    }
    throw reason;
  }
}
