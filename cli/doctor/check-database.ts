import { readDirectoryVariables } from '../../lib/config';
import type { DatabaseAddress } from '../../lib/directory/database/database-address';
import { askService, type ServiceAnswer, serviceProblems } from '../postgres/database-requirements';
import { requireAddress } from '../postgres/require-address';
import { connected } from '../postgres/with-connection';
import { CliError } from '../run-command';
import { type Finding, listOf } from './finding';
import type { Project } from './project';

// A managed database often accepts connections from listed addresses only, so a longer wait gains nothing.
const CONNECT_MILLISECONDS = 3000;
const NAME = 'DATABASE_URL';

/**
 * Connects to the database as a deployed Function would, and checks its settings and who may read the
 * directory's tables. `checkSettings` names what is wrong with the URL itself.
 */
export async function checkDatabase({ env }: Project): Promise<readonly Finding[]> {
  const { DATABASE_URL: url, DATABASE_CA: ca } = readDirectoryVariables(env.deployed);
  if (url === undefined) return [];
  const address = addressOf(url, ca);
  if (address === undefined) return [];
  const answer = await askFrom(address);
  return answer === undefined ? [NOT_REACHED] : findingsOf(answer);
}

const NOT_REACHED: Finding = {
  level: 'ok',
  name: NAME,
  message: 'did not answer this machine, so the settings of the database were not checked',
  remedy: 'npm run migrate checks them as well',
};

function addressOf(url: string, ca: string | undefined): DatabaseAddress | undefined {
  try {
    return requireAddress({ name: NAME, url, ca });
  } catch (reason) {
    if (reason instanceof CliError) return undefined;
    throw reason;
  }
}

function askFrom(address: DatabaseAddress): Promise<ServiceAnswer | undefined> {
  const options = { connectMilliseconds: CONNECT_MILLISECONDS };
  return connected(address, askService, options).catch(() => undefined);
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
