const ACCOUNT_ID = /^ac_[0-9A-Za-z]+$/;

/** Returns whether a value has the format of an account id, such as `ac_4kTz0cB9vXw2LmQe`. */
export function isAccountId(value: unknown): value is string {
  return typeof value === 'string' && ACCOUNT_ID.test(value);
}
