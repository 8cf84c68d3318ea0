import type { Command } from 'commander';
import {
  type CredentialsCall,
  credentialsCall,
  type GivenOptions,
} from '../credentials/credentials-call';
import { UsageError } from '../run-command';

/** What a command runs, loaded when it is called. */
type Load = () => Promise<(call: CredentialsCall) => Promise<void> | void>;

const PASSWORD_OPTION = /^--?p(?:ass(?:word|wd)?)?(?:=|$)/;

const PASSWORD_GIVEN = `A password must not be an argument: the shell would keep it in its history, and other
programs could see it. Run the command without it: it asks for the password, or reads standard input. If
this password is in use, change it.`;

const GENERATE = ['--generate', 'generates a random password and shows it once'] as const;
const NO_PEPPER = ['--no-pepper', 'does not use PASSWORD_PEPPER'] as const;
const FILE = [
  '--file [path]',
  'the htpasswd file assets/users.private.htpasswd, or another as --file=PATH',
] as const;

/** Adds the commands that manage users, passwords, tokens and the signing key. */
export function addCredentialsCommands(program: Command): void {
  const credentials = program
    .command('credentials')
    .description('manages users, passwords, tokens and the signing key')
    .addHelpText(
      'after',
      '\nA password is typed, or read from standard input: it is never an argument. Results go to\n' +
        'standard output, all other text to standard error.',
    );
  addUserCommands(credentials);
  addListCommands(credentials);
  addTokenCommands(credentials);
  for (const command of credentials.commands) {
    command.option('--env <file>', 'reads and changes this file instead of .env');
  }
}

/**
 * Prepares the arguments of a credentials command for the parser: refuses a password, and names the default file.
 *
 * @throws UsageError without the password.
 */
export function prepareCredentialsArguments(args: readonly string[]): readonly string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  if (args.some((arg) => PASSWORD_OPTION.test(arg))) throw new UsageError(PASSWORD_GIVEN);
  // Or the parser would take the username for the path.
  return args.map((arg, index) => (arg === '--file' && index < end ? '--file=' : arg));
}

function addUserCommands(credentials: Command): void {
  addWithPassword(
    credentials,
    'hash',
    async () => (await import('../credentials/print-hash')).printHash,
  )
    .description('asks for a password and prints its hash')
    .option(...GENERATE)
    .option(...NO_PEPPER);
  addWithPassword(
    credentials,
    'add <username>',
    async () => (await import('../credentials/add-user')).addUser,
  )
    .description('asks for a password and adds the user')
    .option(...GENERATE)
    .option(...NO_PEPPER)
    .option('--replace', 'changes the password of an existing user')
    .option('--variable <name>', 'the variable of the user (default: BASIC_AUTH_CREDENTIALS)')
    .option(...FILE);
  addWithPassword(
    credentials,
    'remove <username>',
    async () => (await import('../credentials/remove-credentials')).removeUser,
  )
    .description('removes the user from every source, or from the named one')
    .option('--variable <name>', 'the variable of the user')
    .option(...FILE);
  addWithPassword(
    credentials,
    'verify <username>',
    async () => (await import('../credentials/verify-password')).verifyPassword,
  )
    .description('asks for a password and reports whether it is correct')
    .option(...FILE);
  addWithPassword(
    credentials,
    'encode [username]',
    async () => (await import('../credentials/encode-authorization')).encodeAuthorization,
  ).description('prints the Authorization header of USERNAME and PASSWORD, or of another user');
}

function addListCommands(credentials: Command): void {
  addCommand(
    credentials,
    'list',
    async () => (await import('../credentials/list-credentials')).listCredentials,
  )
    .description('lists users and tokens with their source, format and problems')
    .option(...FILE);
  addCommand(
    credentials,
    'import <file>',
    async () => (await import('../credentials/import-users')).importUsers,
  )
    .description('imports the users of an htpasswd file')
    .option('--replace', 'changes existing users')
    .option('--variable <name>', 'into this variable')
    .option(...FILE);
}

function addTokenCommands(credentials: Command): void {
  const collect = (value: string, earlier: readonly string[] = []) => [...earlier, value];
  addCommand(
    credentials,
    'token <name>',
    async () => (await import('../credentials/add-token')).addToken,
  )
    .description('creates a token, shows it once, and stores its hash')
    .option('--expires <when>', '2027-01-31, 2027-01-31T12:00:00Z, or 90d')
    .option(
      '--path <path>',
      'a path that it may call, as in /status or /hooks/*; repeatable',
      collect,
    )
    .option('--scope <scope>', 'a scope of the token; repeatable', collect)
    .option('--existing', 'asks for an existing token')
    .option('--variable <name>', 'the variable of the token (default: BEARER_TOKENS)');
  addCommand(
    credentials,
    'edge-token <name>',
    async () => (await import('../credentials/add-token')).addEdgeToken,
  )
    .description('creates the token of a reverse proxy (edge), shows it once, and stores its hash')
    .option('--expires <when>', '2027-01-31, 2027-01-31T12:00:00Z, or 90d');
  addCommand(
    credentials,
    'revoke <id>',
    async () => (await import('../credentials/remove-credentials')).revokeToken,
  ).description('removes a token');
  addCommand(
    credentials,
    'signing-key',
    async () => (await import('../credentials/signing-key')).signingKey,
  )
    .description('creates or rotates the key that signs the tokens of /token')
    .option('--alg <algorithm>', 'EdDSA or ES256 (default: EdDSA)')
    .option('--end-rotation', 'creates no key, and removes the previous key');
}

function addCommand(credentials: Command, name: string, load: Load): Command {
  const command = credentials.command(name);
  return command.action(async () => {
    const run = await load();
    await run(credentialsCall(command.args[0], command.opts<GivenOptions>()));
  });
}

/** Adds a command for which an unexpected argument may be a password. */
function addWithPassword(credentials: Command, name: string, load: Load): Command {
  const command = addCommand(credentials, name, load).allowExcessArguments(true);
  return command.hook('preAction', () => {
    const [expected] = command.registeredArguments;
    const isTooMany = command.args.length > command.registeredArguments.length;
    if (!isTooMany && command.args[0]?.includes(':') !== true) return;
    const takes = expected === undefined ? 'no argument' : `one argument, ${expected.name()}`;
    throw new UsageError(`${command.name()} takes ${takes}. ${PASSWORD_GIVEN}`);
  });
}
