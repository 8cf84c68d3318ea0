import { VARIABLES } from '../../lib/config';
import {
  isTokenVariable,
  MAX_TOTAL_BYTES,
  MAX_VALUE_BYTES,
  totalBytes,
} from '../project/variables';
import { count, type Finding, listOf } from './finding';
import type { Project } from './project';

const MAX_NAME_CHARACTERS = 128;

const NEARLY_FULL = 0.8;

// A user and a scrypt hash on a line of BASIC_AUTH_CREDENTIALS.
const BYTES_PER_USER = 110;

const SHORTEN = 'shorten it, spread it over several, or use assets/users.private.htpasswd';

const MAY_NAME_ASSETS = ['JWT_PUBLIC_KEY', 'JWT_JWKS'];

const AS_ASSET = 'put it into a private asset, and the name of that here, as in /jwks.json';

const SET_BY_TWILIO = ['DOMAIN_NAME', 'PATH', 'SERVICE_SID', 'ENVIRONMENT_SID'];

/**
 * The variables that a deploy sends, against the platform's limits.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/variables
 */
export function checkVariables({ env }: Project): readonly Finding[] {
  if (env.problem !== undefined) return [];
  return [
    ...Object.entries(env.deployed).flatMap(([name, value]) => oneVariable(name, value)),
    allVariables(env.deployed, env.name),
    ...notSent(env.deployed, env.name),
    ...noAccount(env.variables),
  ];
}

/** The file of variables as such: that it is there, and that the toolkit understands all of it. */
export function checkEnvFile({ env }: Project): readonly Finding[] {
  const { name, problem, skipped, repeated } = env;
  if (problem !== undefined) {
    const remedy = 'npm start makes a new .env from .env.example, or name another with --env';
    return [{ level: 'error', name, message: problem, remedy }];
  }
  return [
    ...skipped.map(
      (line): Finding => ({
        level: 'error',
        name,
        message: `${line} is no assignment, so the toolkit silently passes over it`,
        remedy: 'write NAME=value on one line, or a # comment',
      }),
    ),
    ...repeated.map(
      (variable): Finding => ({
        level: 'warning',
        name: variable,
        message: `${name} sets it more than once, and the last one counts`,
        remedy: 'keep one of them',
      }),
    ),
  ];
}

function oneVariable(name: string, value: string): readonly Finding[] {
  const findings: Finding[] = [];
  const error = (message: string, remedy: string) =>
    findings.push({ level: 'error', name, message, remedy });
  if (name.length > MAX_NAME_CHARACTERS) {
    error(`the name has over ${MAX_NAME_CHARACTERS} characters`, 'give it a shorter name');
  }
  if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
    error(`has over ${MAX_VALUE_BYTES} bytes, the most that Twilio takes`, remedyFor(name));
  }
  if (SET_BY_TWILIO.includes(name)) {
    error('Twilio sets this variable itself', 'give yours another name');
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
      message: `a deploy sends no ${listOf(missing, missing.length)}; one that is online stays online`,
      remedy: 'what has to go: delete it in the Console or with twilio serverless:env:unset',
    },
  ];
}

function noAccount({ ACCOUNT_SID, AUTH_TOKEN }: Project['env']['variables']): readonly Finding[] {
  if (ACCOUNT_SID && AUTH_TOKEN) return [];
  const message = 'not both set: npm run deploy needs them, nothing else does';
  return [{ level: 'ok', name: 'ACCOUNT_SID, AUTH_TOKEN', message }];
}
