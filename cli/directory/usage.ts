/** What `npm run directory` says without a command, and with `--help`. */
export const USAGE = `Usage: npm run directory -- COMMAND [OPTIONS]

  create-account     makes an account, invites its first administrator, and prints the
                     link once; again, as long as nobody has accepted: prints a new one
  reset-mfa          takes the second factor off for a user who has lost it
  list-accounts      shows every account, and how many are in it
  delete-events      deletes events that are older than --older-than, 30 days or more, as
                     the owner of the tables, and records that in each account's log
  cleanup            deletes what is over: sessions, links, invitations that expired
                     more than 30 days ago, counters, challenges that were used

  --name NAME        create-account: what the account is called
  --email ADDRESS    create-account: who is to be its first administrator
                     reset-mfa: who the user is
  --older-than DAYS  delete-events: how old, as in 400d
  --env FILE         uses this file of settings in place of .env

The database is that of DATABASE_URL, in the environment or in .env; without it, the one
in .data that npm start runs. Links lead to PUBLIC_URL, else to the service that runs here.`;
