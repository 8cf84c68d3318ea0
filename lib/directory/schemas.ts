import {
  array,
  boolean,
  check,
  isoTimestamp,
  maxLength,
  minLength,
  nullable,
  picklist,
  pipe,
  strictObject,
  string,
  union,
} from 'valibot';
import { STAGES } from './access';

// What endpoints take and give, as far as several of them do.

/** A text of a length that fits everywhere; what it means is checked by the operation. */
export const text = (longest: number) => pipe(string(), minLength(1), maxLength(longest));

/** A text without control characters, at either end of which there is no space. */
export const label = (longest: number) =>
  pipe(
    string(),
    maxLength(longest),
    check((value) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value) && value === value.trim()),
  );

export const id = pipe(string(), minLength(4), maxLength(40));
export const email = text(254);
/** Long enough for what the rules refuse as too long, so that they can say so. */
export const password = text(1024);
/** The secret of a link in a mail. */
export const linkToken = text(100);
/** A code of an app, or one of the recovery codes in its place. */
export const totpCode = text(20);
export const secondFactor = union([
  strictObject({ code: totpCode }),
  strictObject({ recoveryCode: text(100) }),
]);
/** Recovery codes, and the same as a text file. */
export const shownRecoveryCodes = strictObject({
  recoveryCodes: array(string()),
  recoveryCodesText: string(),
});
export const time = pipe(string(), isoTimestamp());

export const nothing = strictObject({});
export const done = strictObject({});

export const roles = strictObject({
  developer: picklist(['read-write', 'read-only']),
  team: picklist(['manager', 'invite-only', 'read-only']),
  administrator: boolean(),
});

export const stage = picklist(STAGES);
export const account = strictObject({ id, name: string(), mfaRequired: boolean() });
export const maybe = { account: nullable(account), roles: nullable(roles) };
