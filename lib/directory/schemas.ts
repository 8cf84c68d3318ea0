import {
  array,
  boolean,
  check,
  description,
  isoTimestamp,
  maxLength,
  minLength,
  nullable,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  transform,
  union,
} from 'valibot';
import { SESSION_STATUSES } from '../identity/session-status';
import { parseTime } from '../util/timestamp';

// Schemas of inputs and outputs that several endpoints share.

/** Returns the schema of a text of limited length. The operation checks its meaning. */
export const boundedText = (longest: number) => pipe(string(), minLength(1), maxLength(longest));

/** Returns the schema of a text without control characters, line breaks and surrounding spaces. */
export const singleLineText = (longest: number) =>
  pipe(
    string(),
    maxLength(longest),
    check((value) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value) && value === value.trim()),
  );

/** Text to search for. The database cannot store a NUL or a lone surrogate, so nothing has one. */
export const searchText = pipe(
  string(),
  maxLength(100),
  check((value) => !/[\p{Cc}\p{Cs}]/u.test(value)),
);

/** A boolean in an input, or its name in a query. */
export const booleanInput = union([
  boolean(),
  pipe(
    picklist(['true', 'false']),
    transform((value) => value === 'true'),
  ),
]);

/** The id of any object: letters, digits and `_`. */
export const id = pipe(string(), minLength(4), maxLength(40), regex(/^\w+$/));
/** Longer than an address may be, since pasted addresses can have surrounding text, which is ignored. */
export const email = boundedText(512);
/** Longer than the password rules allow, so that these can report that a password is too long. */
export const password = boundedText(1024);
/** The secret of a link in an email. */
export const linkToken = boundedText(100);
/** A code of an authenticator app. */
export const totpCode = boundedText(100);
/** Recovery codes, as a list and as a text file. */
export const shownRecoveryCodes = strictObject({
  recoveryCodes: array(string()),
  recoveryCodesText: string(),
});
/** Recovery codes, or nulls for a user who keeps the codes of an earlier second factor. */
export const optionalRecoveryCodes = strictObject({
  recoveryCodes: nullable(array(string())),
  recoveryCodesText: nullable(string()),
});
/** A time in an output. */
export const timestamp = pipe(string(), isoTimestamp());
/** A time in an input. */
export const timestampInput = pipe(
  boundedText(100),
  check((value) => parseTime(value) !== null),
  transform((value) => parseTime(value) ?? new Date(Number.NaN)),
  description('A time of RFC 3339, as in 2027-01-31T12:00:00Z or 2027-01-31T14:00:00+02:00.'),
);

export const empty = strictObject({});

export const roles = strictObject({
  developer: picklist(['read-write', 'read-only']),
  team: picklist(['manager', 'invite-only', 'read-only']),
  administrator: boolean(),
});

export const status = picklist(SESSION_STATUSES);
/** The proofs of a login, in order. */
export const authenticatedBy = array(
  picklist(['password', 'app', 'recovery_code', 'passkey', 'phone', 'sso']),
);
export const account = strictObject({ id, name: string(), mfaRequired: boolean() });
export const nullableAccount = { account: nullable(account), roles: nullable(roles) };
