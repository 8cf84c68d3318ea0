import type { AcceptedCalls } from './accepted-call';
import { ACCOUNT_CALLS } from './account-calls';
import { ADMIN_CALLS } from './admin-calls';
import { SESSION_CALLS } from './session-calls';

export type { AcceptedCall, Fixture } from './accepted-call';

/** Every operation by the path of its Function, called so that it is accepted. */
export const ACCEPTED_CALLS: AcceptedCalls = {
  ...SESSION_CALLS,
  ...ACCOUNT_CALLS,
  ...ADMIN_CALLS,
};
