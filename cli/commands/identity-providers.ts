import type { Command } from 'commander';
import type { OpenDirectory } from '../directory/with-directory';

const ENV = ['--env <file>', 'reads this file instead of .env'] as const;

type Open = (
  given: { readonly env?: string },
  work: (directory: OpenDirectory) => Promise<void>,
) => Promise<void>;

interface Created {
  readonly preset: string;
  readonly name?: string;
  readonly clientId: string;
  readonly env?: string;
}

/** Adds the commands for identity providers of the whole service. @param open - opens the directory. */
export function addIdentityProviderCommands(directory: Command, open: Open): void {
  const load = () => import('../directory/service-wide-providers');
  directory
    .command('create-identity-provider')
    .description(
      'adds GitHub or Google for the users of every account; asks for the client secret, or reads it from standard input',
    )
    .requiredOption('--preset <preset>', 'github or google')
    .requiredOption('--client-id <id>', 'the client ID of the registration at the provider')
    .option('--name <name>', 'the name that users see, unless it is GitHub or Google')
    .option(...ENV)
    .action(async (given: Created) => {
      const { createServiceWideProvider, parseNewProvider } = await load();
      const { askPassword } = await import('../credentials/ask-password');
      const provider = parseNewProvider(given);
      const secret = await askPassword('The client secret', 'client secret');
      await open(given, (opened) => createServiceWideProvider(opened, provider, secret));
    });
  directory
    .command('list-identity-providers')
    .description('lists the identity providers for the users of every account')
    .option(...ENV)
    .action(async (given: { readonly env?: string }) => {
      const { listServiceWideProviders } = await load();
      await open(given, listServiceWideProviders);
    });
  directory
    .command('delete-identity-provider')
    .description(
      'deletes such an identity provider, its identities and the sessions that began with it',
    )
    .requiredOption('--id <id>', 'the ID, as list-identity-providers prints it')
    .option(...ENV)
    .action(async (given: { readonly id: string; readonly env?: string }) => {
      const { deleteServiceWideProvider } = await load();
      await open(given, (opened) => deleteServiceWideProvider(opened, given.id));
    });
}
