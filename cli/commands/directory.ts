import type { Command } from 'commander';
import type { NewAccount } from '../directory/create-account';
import type { OpenDirectory } from '../directory/with-directory';
import { addIdentityProviderCommands } from './identity-providers';

const ENV = ['--env <file>', 'reads this file instead of .env'] as const;

/** Adds the commands that create the first account, reset second factors, and maintain the database. */
export function addDirectoryCommands(program: Command): void {
  const directory = program
    .command('directory')
    .description("creates the first account, and maintains the directory's database")
    .addHelpText(
      'after',
      '\nDATABASE_URL, in the environment or in .env, names the database. Links start with PUBLIC_URL,\n' +
        'or else with the address of the service on this machine.',
    );
  addFirstAccount(directory);
  directory
    .command('create-account')
    .description(
      'creates an account, invites its first administrator, and prints the link once; until the invitation is ' +
        'accepted, prints a new link',
    )
    .requiredOption('--name <name>', 'the name of the account')
    .requiredOption('--email <address>', 'the address of its first administrator')
    .option(...ENV)
    .action(
      async (given: { readonly name: string; readonly email: string; readonly env?: string }) => {
        const { createFirstAccount, parseNewAccount } = await import('../directory/create-account');
        const account: NewAccount = parseNewAccount(given);
        await open(given, (opened) => createFirstAccount(opened, account));
      },
    );
  directory
    .command('reset-mfa')
    .description('removes the second factor of a user who has lost it')
    .requiredOption('--email <address>', 'the address of the user')
    .option(...ENV)
    .action(async (given: { readonly email: string; readonly env?: string }) => {
      const { resetMfa } = await import('../directory/reset-mfa');
      const { parseAddress } = await import('../directory/create-account');
      const address = parseAddress(given.email);
      await open(given, (opened) => resetMfa(opened, address));
    });
  addIpCommands(directory);
  addVerifyDomain(directory);
  addSetSso(directory);
  addIdentityProviderCommands(directory, open);
  addMaintenance(directory);
}

function addIpCommands(directory: Command): void {
  directory
    .command('lift-ip-restrictions')
    .description('allows every IP address again, for administrators who are locked out')
    .requiredOption('--account <id>', 'the ID of the account, as list-accounts prints it')
    .option(...ENV)
    .action(async (given: { readonly account: string; readonly env?: string }) => {
      const { liftIpRestrictions } = await import('../directory/lift-ip-restrictions');
      await open(given, (opened) => liftIpRestrictions(opened, given.account));
    });
}

function addFirstAccount(directory: Command): void {
  directory
    .command('first-account')
    .description('prints a link that creates the first account and its administrator in a browser')
    .option(...ENV)
    .action(async (given: { readonly env?: string }) => {
      const { printFirstAccountLink } = await import('../directory/first-account');
      await open(given, printFirstAccountLink);
    });
}

function addVerifyDomain(directory: Command): void {
  directory
    .command('verify-domain')
    .description(
      'verifies a domain of an account without its DNS record, as the operator of the service',
    )
    .requiredOption('--account <id>', 'the id of the account, which has added the domain')
    .requiredOption('--domain <domain>', 'the domain')
    .option(...ENV)
    .action(
      async (given: {
        readonly account: string;
        readonly domain: string;
        readonly env?: string;
      }) => {
        const { verifyDomain } = await import('../directory/verify-domain');
        await open(given, (opened) => verifyDomain(opened, given));
      },
    );
}

function addSetSso(directory: Command): void {
  directory
    .command('set-sso')
    .description('allows passwords and passkeys again in an account that requires single sign-on')
    .requiredOption('--account <id>', 'the id of the account, as list-accounts prints it')
    .requiredOption('--mode <mode>', 'mixed')
    .option(...ENV)
    .action(
      async (given: { readonly account: string; readonly mode: string; readonly env?: string }) => {
        const { requireMixedMode, setMixedSso } = await import('../directory/set-sso');
        requireMixedMode(given);
        await open(given, (opened) => setMixedSso(opened, given.account));
      },
    );
}

function addMaintenance(directory: Command): void {
  directory
    .command('list-accounts')
    .description('lists the accounts and the number of their members')
    .option(...ENV)
    .action(async (given: { readonly env?: string }) => {
      const { listAccounts } = await import('../directory/list-accounts');
      await open(given, listAccounts);
    });
  directory
    .command('delete-events')
    .description(
      "deletes old months of events as the owner of the tables, and records that in each account's audit log",
    )
    .requiredOption('--older-than <age>', 'the age in days, at least 30d, as in 400d')
    .option(...ENV)
    .action(async (given: { readonly olderThan: string; readonly env?: string }) => {
      const { deleteEvents, parseAge } = await import('../directory/delete-events');
      const days = parseAge(given.olderThan);
      await open(given, (opened) => deleteEvents(opened, days));
    });
  directory
    .command('cleanup')
    .description(
      'deletes expired sessions and links, invitations that expired more than 30 days ago, old counters, and used ' +
        'challenges; looks up the DNS records of verified domains; adds the coming months of the audit log',
    )
    .option(...ENV)
    .action(async (given: { readonly env?: string }) => {
      const { cleanup } = await import('../directory/cleanup');
      await open(given, cleanup);
    });
}

async function open(
  { env }: { readonly env?: string },
  work: (directory: OpenDirectory) => Promise<void>,
): Promise<void> {
  const { withDirectory } = await import('../directory/with-directory');
  await withDirectory(env, work);
}
