import type { Kysely } from 'kysely';
import { readDirectoryVariables } from '../../lib/config';
import type { DatabaseAddress } from '../../lib/directory/database/database-address';
import { commandLine } from '../../lib/util/command-line';
import {
  queryService,
  type ServiceAnswer,
  serviceProblems,
} from '../postgres/database-requirements';
import { requireAddress, withConnection } from '../postgres/with-connection';
import { CliError } from '../run-command';
import {
  contentFindings,
  type DirectoryContent,
  queryContent,
  scimHint,
} from './directory-content';
import { type Finding, listOf } from './finding';
import type { ProjectState } from './project-state';

const THIS_MACHINE = /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/;

// A managed database often accepts only listed addresses, so a longer wait gains nothing.
const CONNECT_MILLISECONDS = 3000;
const NAME = 'DATABASE_URL';

const UNREACHABLE: Finding = {
  level: 'ok',
  name: NAME,
  message: 'did not answer this machine, so the settings of the database were not checked',
  remedy: `${commandLine('migrate')} also checks them`,
};

/**
 * Checks the directory's variables as a deploy would send them. Its schemes themselves report variables that are
 * invalid in any environment.
 */
export function checkDirectory({ env }: ProjectState): readonly Finding[] {
  const variables = readDirectoryVariables(env.deployed);
  const {
    DATABASE_URL,
    DIRECTORY_KEY,
    DIRECTORY_KEY_PREVIOUS,
    SMTP_URL,
    MAIL_FOLDER,
    VERIFY_URL,
    VERIFY_SERVICE_SID,
  } = variables;
  return [
    ...onThisMachine('DATABASE_URL', DATABASE_URL),
    ...onThisMachine('SMTP_URL', SMTP_URL),
    ...onThisMachine('VERIFY_URL', VERIFY_URL),
    ...sameKeys(DIRECTORY_KEY, DIRECTORY_KEY_PREVIOUS),
    ...ownersUrl(env.deployed['DATABASE_OWNER_URL']),
    ...(DATABASE_URL === undefined ? [] : noMail(SMTP_URL)),
    ...mailFolder(MAIL_FOLDER),
    ...(VERIFY_SERVICE_SID === undefined ? [] : noVerifyAccount(env.variables)),
  ];
}

/**
 * Connects to the database as a deployed Function would, and checks its settings, who may read the directory's tables, and
 * what in them expires soon. `checkSettings` reports an invalid URL.
 */
export async function checkDatabase(state: ProjectState): Promise<readonly Finding[]> {
  const { env } = state;
  const { DATABASE_URL: url, DATABASE_CA: ca } = readDirectoryVariables(env.deployed);
  if (url === undefined) return [];
  const address = addressOf(url, ca);
  if (address === undefined) return [];
  const answer = await queryFrom(address);
  if (answer === undefined) return [UNREACHABLE, ...scimHint(state)];
  const { service, content } = answer;
  return [
    ...findingsOf(service),
    ...(content === undefined ? [] : contentFindings(content, state)),
  ];
}

function onThisMachine(name: string, url: string | undefined): readonly Finding[] {
  if (url === undefined || !URL.canParse(url) || !isHere(new URL(url))) return [];
  const message = 'is on this machine, which a deployed Function cannot reach';
  const remedy = 'name a server on the internet, or deploy another file with --env';
  return [{ level: 'error', name, message, remedy }];
}

// Without a host, programs connect to this machine.
function isHere({ hostname }: URL): boolean {
  return hostname === '' || THIS_MACHINE.test(hostname);
}

function sameKeys(key: string | undefined, previous: string | undefined): readonly Finding[] {
  if (key === undefined || key !== previous) return [];
  const message = 'is the same as DIRECTORY_KEY, so there is no previous key';
  const remedy = 'set it to the previous key, or remove it';
  return [{ level: 'error', name: 'DIRECTORY_KEY_PREVIOUS', message, remedy }];
}

function ownersUrl(url: string | undefined): readonly Finding[] {
  if (url === undefined) return [];
  const message = 'would be sent to Twilio, where no code may change or delete tables';
  const remedy = `remove it from the file, and set it in the environment of ${commandLine('migrate')}`;
  return [{ level: 'error', name: 'DATABASE_OWNER_URL', message, remedy }];
}

function noMail(url: string | undefined): readonly Finding[] {
  if (url !== undefined) return [];
  const message = 'is not set, so invitations and password resets cannot be mailed';
  const remedy = 'set it and MAIL_FROM';
  return [{ level: 'warning', name: 'SMTP_URL', message, remedy }];
}

function mailFolder(folder: string | undefined): readonly Finding[] {
  if (folder === undefined) return [];
  const message =
    'is for this machine: a deployed Function would write mail to a disk that is lost';
  const remedy = 'remove it, and set SMTP_URL and MAIL_FROM';
  return [{ level: 'error', name: 'MAIL_FOLDER', message, remedy }];
}

function noVerifyAccount({
  ACCOUNT_SID,
  AUTH_TOKEN,
}: ProjectState['env']['variables']): readonly Finding[] {
  if (ACCOUNT_SID && AUTH_TOKEN) return [];
  const message = 'needs ACCOUNT_SID and AUTH_TOKEN, which are not both set on this machine';
  const remedy =
    'set both, and keep "Add my Twilio Credentials to ENV" checked in the Console, which sets them for deployed Functions';
  return [{ level: 'warning', name: 'VERIFY_SERVICE_SID', message, remedy }];
}

function addressOf(url: string, ca: string | undefined): DatabaseAddress | undefined {
  try {
    return requireAddress({ name: NAME, url, ca });
  } catch (reason) {
    if (reason instanceof CliError) return undefined;
    throw reason;
  }
}

interface DatabaseAnswer {
  readonly service: ServiceAnswer;
  /** Undefined if the tables cannot be read, or are those of an older version. */
  readonly content: DirectoryContent | undefined;
}

function queryFrom(address: DatabaseAddress): Promise<DatabaseAnswer | undefined> {
  const options = { connectMilliseconds: CONNECT_MILLISECONDS };
  const query = async (db: Kysely<unknown>) => {
    const service = await queryService(db);
    const content = service.isMigrated ? await queryContent(db).catch(() => undefined) : undefined;
    return { service, content };
  };
  return withConnection(address, query, options).catch(() => undefined);
}

function findingsOf(answer: ServiceAnswer): readonly Finding[] {
  const { isMigrated, others } = answer;
  const errors = [
    ...serviceProblems(answer).map((message) => ({ message })),
    ...(isMigrated
      ? []
      : [
          {
            message: "has no tables that the service's role can read",
            remedy: commandLine('migrate'),
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            message: `also gives rights on the directory's tables to ${listOf(others)}`,
            remedy: `${commandLine('migrate')} revokes them`,
          },
        ]),
  ];
  if (errors.length > 0) return errors.map((error) => ({ level: 'error', name: NAME, ...error }));
  return [
    { level: 'ok', name: NAME, message: 'has the tables, rights and settings that it needs' },
  ];
}
