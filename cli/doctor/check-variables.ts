import { basename } from 'node:path';
import { VARIABLES } from '../../lib/config';
import { commandLine } from '../../lib/util/command-line';
import {
  isTokenVariable,
  MAX_TOTAL_BYTES,
  MAX_VALUE_BYTES,
  totalBytes,
} from '../project/variables';
import { count, type Finding, listOf } from './finding';
import type { InspectedFunction } from './inspect-function';
import { MISSING, type ProjectState } from './project-state';

const MAX_NAME_CHARACTERS = 128;
const NEARLY_FULL = 0.8;

// A user and a scrypt hash on a line of BASIC_AUTH_CREDENTIALS.
const BYTES_PER_USER = 110;
const SHORTEN = 'shorten it, spread it over several, or use assets/users.private.htpasswd';
const MAY_NAME_ASSETS = ['JWT_PUBLIC_KEY', 'JWT_JWKS'];

const AS_ASSET =
  'move it to a private asset, and set this to the name of that asset, as in /jwks.json';

const SET_BY_TWILIO = ['DOMAIN_NAME', 'PATH', 'SERVICE_SID', 'ENVIRONMENT_SID'];

/**
 * Compares the variables that a deploy sends with the platform's limits.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/variables
 */
export function checkVariables({ env, functions }: ProjectState): readonly Finding[] {
  if (env.problem !== undefined) return [];
  return [
    ...Object.entries(env.deployed).flatMap(([name, value]) => oneVariable(name, value)),
    allVariables(env.deployed, env.name),
    ...(functions.some(isPolicySet) ? notSent(env.deployed, env.name) : []),
    ...noAccount(env.variables),
  ];
}

/** Checks that the file of variables exists, and that the toolkit reads every line. */
export function checkEnvFile({ env, envFile, isRepository }: ProjectState): readonly Finding[] {
  const { name, problem, skipped, repeated } = env;
  if (problem === MISSING && !isRepository && name === basename(envFile)) {
    const message = 'is missing, so a deploy sends no variables';
    return [{ level: 'ok', name, message, remedy: `${commandLine('init')} creates it` }];
  }
  if (problem !== undefined) {
    const remedy = isRepository
      ? 'run npm start, which creates .env from .env.example, or name another file with --env'
      : 'fix it, or name another file with --env';
    return [{ level: 'error', name, message: problem, remedy }];
  }
  return [
    ...skipped.map(
      (line): Finding => ({
        level: 'error',
        name,
        message: `${line} is not an assignment, so the toolkit silently skips it`,
        remedy: 'write NAME=value on one line, or a # comment',
      }),
    ),
    ...repeated.map(
      (variable): Finding => ({
        level: 'warning',
        name: variable,
        message: `${name} sets it more than once, and the last value applies`,
        remedy: 'keep one of them',
      }),
    ),
  ];
}

// Before a project uses this library, its variables do not matter.
function isPolicySet({ access }: InspectedFunction): boolean {
  return access !== null && access !== 'unguarded';
}

function oneVariable(name: string, value: string): readonly Finding[] {
  const findings: Finding[] = [];
  const error = (message: string, remedy: string) =>
    findings.push({ level: 'error', name, message, remedy });
  if (name.length > MAX_NAME_CHARACTERS) {
    error(`the name has over ${MAX_NAME_CHARACTERS} characters`, 'give it a shorter name');
  }
  if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
    error(`has over ${MAX_VALUE_BYTES} bytes, the limit of Twilio`, remedyFor(name));
  }
  if (SET_BY_TWILIO.includes(name)) {
    error('Twilio sets this variable itself', 'rename your variable');
  }
  return findings;
}

function remedyFor(name: string): string {
  if (isTokenVariable(name)) return `spread its lines over several, as in ${name}_2`;
  return MAY_NAME_ASSETS.includes(name) ? AS_ASSET : SHORTEN;
}

function allVariables(deployed: Readonly<Record<string, string>>, file: string): Finding {
  const bytes = totalBytes(deployed);
  const all = count(Object.keys(deployed).length, 'variable');
  const size = `${all} with ${count(bytes, 'byte')} of about 3,000`;
  const remedy = 'move users to assets/users.private.htpasswd, which has room for more';
  if (bytes > MAX_TOTAL_BYTES) {
    return { level: 'error', name: file, message: `${size}: Twilio would refuse them`, remedy };
  }
  const users = Math.floor((MAX_TOTAL_BYTES - bytes) / BYTES_PER_USER);
  const message = `${size}; room for about ${count(users, 'more user')} with a hash`;
  if (bytes < MAX_TOTAL_BYTES * NEARLY_FULL) return { level: 'ok', name: file, message };
  return { level: 'warning', name: file, message, remedy };
}

function notSent(deployed: Readonly<Record<string, string>>, file: string): readonly Finding[] {
  const missing = VARIABLES.filter((name) => !Object.hasOwn(deployed, name));
  if (missing.length === 0) return [];
  return [
    {
      level: 'ok',
      name: file,
      message: `a deploy does not send ${listOf(missing, missing.length)}; an earlier value stays online`,
      remedy: 'to remove one, delete it in the Console or with twilio serverless:env:unset',
    },
  ];
}

function noAccount({
  ACCOUNT_SID,
  AUTH_TOKEN,
}: ProjectState['env']['variables']): readonly Finding[] {
  if (ACCOUNT_SID && AUTH_TOKEN) return [];
  const message = 'not both set: only a deploy needs them';
  return [{ level: 'ok', name: 'ACCOUNT_SID, AUTH_TOKEN', message }];
}
