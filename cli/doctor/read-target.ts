import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { json5Loader } from 'twilio-run/dist/utils/json5';
import type { Target } from './project';

const RC_FILE = '.twilioserverlessrc';
const PRODUCTION = ['', 'production', 'prod'];

interface Settings {
  readonly environment?: unknown;
  readonly production?: unknown;
  readonly runtime?: unknown;
}

interface Rc extends Settings {
  readonly commands?: { readonly deploy?: Settings };
  readonly environments?: Readonly<Record<string, Settings>>;
}

/**
 * Reads where a deploy would go, and on which runtime: what is handed on to `twilio-run deploy`
 * counts before `.twilioserverlessrc`. Production is what `--production` says, or an environment of
 * that name.
 *
 * @param parameters - what is handed on to twilio-run.
 */
export function readTarget(root: string, parameters: readonly string[]): Target {
  const options = {
    environment: { type: 'string' },
    runtime: { type: 'string' },
    production: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: [...parameters], options, strict: false });
  const { rc, problem } = readRc(join(root, RC_FILE));
  const general = { ...rc, ...rc.commands?.deploy, ...values };
  const environment = general.production ? '' : `${general.environment ?? 'dev'}`;
  const special = rc.environments?.[environment === '' ? '*' : environment];
  const runtime = values.runtime ?? special?.runtime ?? general.runtime;
  return {
    environment: environment === '' ? 'production' : environment,
    isProduction: PRODUCTION.includes(environment),
    runtime: typeof runtime === 'string' ? runtime : undefined,
    problem,
  };
}

function readRc(file: string): { readonly rc: Rc; readonly problem: string | undefined } {
  if (!existsSync(file)) return { rc: {}, problem: 'is missing' };
  try {
    return { rc: json5Loader(file, readFileSync(file, 'utf8')) ?? {}, problem: undefined };
  } catch {
    return { rc: {}, problem: 'is not JSON5' };
  }
}
