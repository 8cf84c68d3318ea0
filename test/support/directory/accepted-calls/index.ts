import type { AcceptedCalls } from './accepted-call';
import { ACCOUNT_CALLS } from './account-calls';
import { ADMIN_CALLS } from './admin-calls';
import { SCIM_CALLS } from './scim-calls';
import { SESSION_CALLS } from './session-calls';
import { SSO_CALLS } from './sso-calls';

export type { AcceptedCall, Fixture } from './accepted-call';

/** An accepted call of every operation, by the path of its Function. */
export const ACCEPTED_CALLS: AcceptedCalls = {
  ...SESSION_CALLS,
  ...ACCOUNT_CALLS,
  ...ADMIN_CALLS,
  ...SCIM_CALLS,
  ...SSO_CALLS,
};
