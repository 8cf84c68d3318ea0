import {
  type DirectoryVariables,
  isSameDirectoryVariables,
  readDirectoryVariables,
} from '../config';
import { ownOrigin } from '../http/own-origin';
import type { MailSettings } from '../mail/mail';
import { mailProblems } from '../mail/mail-settings';
import { memoizeLast } from '../util/memoize-last';
import { problemsOf } from '../util/option-problems';
import type { VerifySettings } from '../verify/verify';
import { verifySettings } from '../verify/verify-settings';
import { type DirectoryKeys, directoryKeys } from './crypto/keys';
import type { DatabaseAddress } from './database/database-address';
import { databaseAddress } from './database/database-settings';

/** The settings of the directory. */
export interface DirectorySettings {
  readonly database: DatabaseAddress;
  readonly keys: DirectoryKeys;
  /** The service's own origin, as browsers write it. Links in emails begin with it. */
  readonly origin: string;
  /** The host of `origin`, which is the relying party's id of passkeys. */
  readonly rpId: string;
  readonly mail: MailSettings;
  /** Whether new users may sign up without an invitation, each with a new account. */
  readonly allowSignUp: boolean;
  /** Undefined if the service sends no codes by phone. */
  readonly verify: VerifySettings | undefined;
}

/** Every problem of the directory's variables, each with the variable's name. */
export interface SettingsProblems {
  readonly problems: readonly string[];
}

const SETTINGS = { read: readDirectoryVariables, isSame: isSameDirectoryVariables };

/**
 * Returns the directory's settings in an invocation's context: the same object while no variable has changed.
 */
export const directorySettings = memoizeLast(SETTINGS, readSettings);

function readSettings(variables: DirectoryVariables): DirectorySettings | SettingsProblems {
  const { SMTP_URL, MAIL_FROM, MAIL_FOLDER, ALLOW_SIGNUP } = variables;
  const database = databaseAddress(variables);
  const keys = directoryKeys(variables);
  const origin = ownOrigin(variables);
  const verify = verifySettings(variables);
  const problems = [
    ...problemsOf(database),
    ...problemsOf(keys),
    ...problemsOf(verify),
    // Without a mail server, everything works but the sending of emails.
    ...(SMTP_URL === undefined ? [] : mailProblems({ smtpUrl: SMTP_URL, from: MAIL_FROM })),
    ...(origin === undefined ? ['PUBLIC_URL must be an https URL'] : []),
    ...(ALLOW_SIGNUP === undefined || /^(?:true|false)$/.test(ALLOW_SIGNUP)
      ? []
      : ['ALLOW_SIGNUP must be true or false']),
  ];
  if ('problems' in database || 'problems' in keys || origin === undefined) return { problems };
  if (problems.length > 0 || (verify !== undefined && 'problems' in verify)) return { problems };
  return {
    database,
    keys,
    origin,
    rpId: new URL(origin).hostname,
    mail: {
      ...(SMTP_URL === undefined ? {} : { smtpUrl: SMTP_URL }),
      ...(MAIL_FROM === undefined ? {} : { from: MAIL_FROM }),
      ...(MAIL_FOLDER === undefined ? {} : { folder: MAIL_FOLDER }),
    },
    allowSignUp: ALLOW_SIGNUP === 'true',
    verify,
  };
}
