import { cleanup } from '../directory/cleanup';
import { createFirstAccount } from '../directory/create-account';
import { deleteEvents } from '../directory/delete-events';
import { listAccounts } from '../directory/list-accounts';
import { DIRECTORY_USAGE, parseDirectoryCommand } from '../directory/parse-directory-command';
import { resetMfa } from '../directory/reset-mfa';
import { withDirectory } from '../directory/with-directory';
import { runCommand } from '../run-command';

// npm run directory: creates the first account, resets second factors, and maintains the database.
runCommand(async () => {
  const command = parseDirectoryCommand(process.argv.slice(2));
  if (command === null) {
    console.log(DIRECTORY_USAGE);
    return;
  }
  await withDirectory(command.env, async (directory) => {
    if (command.verb === 'create-account') return createFirstAccount(directory, command);
    if (command.verb === 'reset-mfa') return resetMfa(directory, command.address);
    if (command.verb === 'delete-events') return deleteEvents(directory, command.olderThanDays);
    return command.verb === 'cleanup' ? cleanup(directory) : listAccounts(directory);
  });
});
