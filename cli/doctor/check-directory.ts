import { readDirectoryVariables } from '../../lib/config';
import type { DatabaseAddress } from '../../lib/directory/database/database-address';
import {
  queryService,
  type ServiceAnswer,
  serviceProblems,
} from '../postgres/database-requirements';
import { requireAddress, withConnection } from '../postgres/with-connection';
import { CliError } from '../run-command';
import { type Finding, listOf } from './finding';
import type { Project } from './project';

const THIS_MACHINE = /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/;

// A managed database often accepts connections from listed addresses only, so a longer wait gains nothing.
const CONNECT_MILLISECONDS = 3000;

const NAME = 'DATABASE_URL';

const UNREACHABLE: Finding = {
  level: 'ok',
  name: NAME,
  message: 'did not answer this machine, so the settings of the database were not checked',
  remedy: 'npm run migrate checks them as well',
};

/**
 * The directory's variables as a deploy would send them. What makes them unusable anywhere, its
 * schemes say themselves.
 */
export function checkDirectory({ env }: Project): readonly Finding[] {
  const variables = readDirectoryVariables(env.deployed);
  const { DATABASE_URL, DIRECTORY_KEY, DIRECTORY_KEY_PREVIOUS, SMTP_URL, MAIL_FOLDER } = variables;
  return [
    ...onThisMachine('DATABASE_URL', DATABASE_URL),
    ...onThisMachine('SMTP_URL', SMTP_URL),
    ...sameKeys(DIRECTORY_KEY, DIRECTORY_KEY_PREVIOUS),
    ...ownersUrl(env.deployed['DATABASE_OWNER_URL']),
    ...(DATABASE_URL === undefined ? [] : noMail(SMTP_URL)),
    ...mailFolder(MAIL_FOLDER),
  ];
}

/**
 * Connects to the database as a deployed Function would, and checks its settings and who may read the
 * directory's tables. `checkSettings` names what is wrong with the URL itself.
 */
export async function checkDatabase({ env }: Project): Promise<readonly Finding[]> {
  const { DATABASE_URL: url, DATABASE_CA: ca } = readDirectoryVariables(env.deployed);
  if (url === undefined) return [];
  const address = addressOf(url, ca);
  if (address === undefined) return [];
  const answer = await queryFrom(address);
  return answer === undefined ? [UNREACHABLE] : findingsOf(answer);
}

function onThisMachine(name: string, url: string | undefined): readonly Finding[] {
  if (url === undefined || !URL.canParse(url) || !isHere(new URL(url))) return [];
  const message = 'is on this machine, which a deployed Function cannot reach';
  const remedy = 'name a server on the internet, or deploy another file with --env';
  return [{ level: 'error', name, message, remedy }];
}

// Without a host, programs take this machine.
function isHere({ hostname }: URL): boolean {
  return hostname === '' || THIS_MACHINE.test(hostname);
}

function sameKeys(key: string | undefined, previous: string | undefined): readonly Finding[] {
  if (key === undefined || key !== previous) return [];
  const message = 'is the same as DIRECTORY_KEY, so there is no key from before';
  const remedy = 'set it to the key before, or to none';
  return [{ level: 'error', name: 'DIRECTORY_KEY_PREVIOUS', message, remedy }];
}

function ownersUrl(url: string | undefined): readonly Finding[] {
  if (url === undefined) return [];
  const message = 'would be sent to Twilio, where nothing may change or delete tables';
  const remedy = 'take it out of the file, and set it in the environment of npm run migrate';
  return [{ level: 'error', name: 'DATABASE_OWNER_URL', message, remedy }];
}

function noMail(url: string | undefined): readonly Finding[] {
  if (url !== undefined) return [];
  const message = 'is not set, so nobody can be invited or reset a password by mail';
  const remedy = 'set it and MAIL_FROM, as .env.example says';
  return [{ level: 'warning', name: 'SMTP_URL', message, remedy }];
}

function mailFolder(folder: string | undefined): readonly Finding[] {
  if (folder === undefined) return [];
  const message = 'is for this machine: deployed, mails would be written to a disk and be lost';
  const remedy = 'take it out, and set SMTP_URL and MAIL_FROM';
  return [{ level: 'error', name: 'MAIL_FOLDER', message, remedy }];
}

function addressOf(url: string, ca: string | undefined): DatabaseAddress | undefined {
  try {
    return requireAddress({ name: NAME, url, ca });
  } catch (reason) {
    if (reason instanceof CliError) return undefined;
    throw reason;
  }
}

function queryFrom(address: DatabaseAddress): Promise<ServiceAnswer | undefined> {
  const options = { connectMilliseconds: CONNECT_MILLISECONDS };
  return withConnection(address, queryService, options).catch(() => undefined);
}

function findingsOf(answer: ServiceAnswer): readonly Finding[] {
  const { isMigrated, others } = answer;
  const errors = [
    ...serviceProblems(answer).map((message) => ({ message })),
    ...(isMigrated
      ? []
      : [{ message: "has no tables that the service's role can read", remedy: 'npm run migrate' }]),
    ...(others.length === 0
      ? []
      : [
          {
            message: `also gives rights on the directory's tables to ${listOf(others)}`,
            remedy: 'npm run migrate takes them away',
          },
        ]),
  ];
  if (errors.length > 0) return errors.map((error) => ({ level: 'error', name: NAME, ...error }));
  return [
    { level: 'ok', name: NAME, message: 'has the tables, rights and settings that it needs' },
  ];
}
