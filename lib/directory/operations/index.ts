import { definitionOf, type Operation, type OperationDefinition } from '../api/operation';
import * as account from './account/index';
import * as admin from './admin/index';
import * as session from './session/index';
import * as token from './token/index';

/** The operations of the directory's API: `operations.account.createCredential` is at `/account/create-credential`. */
export const operations = { account, admin, session, token } as const;

/** The definitions of all operations, in one list. */
export const OPERATIONS: readonly OperationDefinition[] = Object.values<Record<string, Operation>>(
  operations,
).flatMap((group) => Object.values(group).map(definitionOf));
