/** What `npm run credentials` says without a command, and with `--help`. */
export const USAGE = `Usage: npm run credentials -- COMMAND [OPTIONS]

  hash               asks for a password, and prints the hash to store
  add USERNAME       asks for a password, and adds the user
  remove USERNAME    removes the user from everywhere, or from the place that is named
  list               shows every user and token: where, how it is stored, what is wrong
  verify USERNAME    asks for a password, and says whether it is right
  encode [USERNAME]  prints the Authorization header field; without a name, that of
                     USERNAME and PASSWORD
  import FILE        takes the users of an htpasswd file over, by default with --file
  signing-key        makes the key that signs the tokens of /token, or a new one
  token NAME         makes a token, shows it once, and stores its hash
  revoke ID          removes a token

  --generate         hash, add: makes a random password, and shows it once
  --no-pepper        hash, add: leaves PASSWORD_PEPPER out
  --replace          add, import: changes users who are there already
  --variable NAME    in this variable; default: BASIC_AUTH_CREDENTIALS or BEARER_TOKENS
  --file[=PATH]      in this htpasswd file; default: assets/users.private.htpasswd
  --alg ES256        signing-key: of this kind; default: EdDSA
  --end-rotation     signing-key: makes none, and drops the one before
  --expires, --path, --scope  token: 2027-01-31 or 90d; /status or /hooks/*; read
  --existing         token: asks for one that somebody else has made
  --env FILE         uses this file of settings in place of .env

A password is typed, or read from standard input; it is never an argument:
  npm run --silent credentials -- hash < password.txt     (docs/credentials.md says more)`;
