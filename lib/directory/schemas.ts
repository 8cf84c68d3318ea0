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

// What endpoints take and give, as far as several of them do.

/** A text of a length that fits everywhere; what it means is checked by the operation. */
export const boundedText = (longest: number) => pipe(string(), minLength(1), maxLength(longest));

/** A text without control characters, at either end of which there is no space. */
export const singleLineText = (longest: number) =>
  pipe(
    string(),
    maxLength(longest),
    check((value) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value) && value === value.trim()),
  );

/** An id of anything: letters, digits and `_`, which a database can look up. */
export const id = pipe(string(), minLength(4), maxLength(40), regex(/^\w+$/));
/** Longer than an address may be: what surrounds it where it was pasted does not count. */
export const email = boundedText(512);
/** Long enough for what the rules refuse as too long, so that they can say so. */
export const password = boundedText(1024);
/** The secret of a link in a mail. */
export const linkToken = boundedText(100);
/** A code of an app, or one of the recovery codes in its place. */
export const totpCode = boundedText(100);
export const secondFactorInput = union([
  strictObject({ code: totpCode }),
  strictObject({ recoveryCode: boundedText(100) }),
]);
/** Recovery codes, and the same as a text file. */
export const shownRecoveryCodes = strictObject({
  recoveryCodes: array(string()),
  recoveryCodesText: string(),
});
/** A time as it is told. */
export const timestamp = pipe(string(), isoTimestamp());
/** A time as callers give it: what is accepted is what is read. */
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
export const account = strictObject({ id, name: string(), mfaRequired: boolean() });
export const nullableAccount = { account: nullable(account), roles: nullable(roles) };
