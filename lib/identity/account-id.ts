const ACCOUNT_ID = /^ac_[0-9A-Za-z]+$/;

/** Whether a value has the form of an account's id, as in `ac_4kTz0cB9vXw2LmQe`. */
export function isAccountId(value: unknown): value is string {
  return typeof value === 'string' && ACCOUNT_ID.test(value);
}
