import { type GenericSchema, literal, optional } from 'valibot';
import { id } from '../schemas';
import type { OperationDefinition } from './operation';

/** The properties of an operation that its call fields depend on. */
export type CallRules = Pick<OperationDefinition, 'access' | 'changes' | 'setsSession'>;

const JSON_TRUE = literal(true);

/**
 * Returns the fields of a call in addition to the operation's own input.
 *
 * `json` is `true`. A caller can replace `event.request` by a query, so no header proves that the input was a
 * JSON body. A query and a form carry texts, lists and objects, but never a JSON `true`
 * (docs/adr/0026-json-true-field.md). An operation requires the field if any page could call it in a
 * visitor's browser: without a session, or with the effect of a new session cookie.
 *
 * `accountId` is the account that an authenticated caller wants to act in.
 */
export function callFieldsOf(rules: CallRules): Readonly<Record<string, GenericSchema>> {
  const { access } = rules;
  return {
    json: requiresJson(rules) ? JSON_TRUE : optional(JSON_TRUE),
    ...(access === 'anyone' ? {} : { accountId: optional(id) }),
  };
}

/** Returns whether a call must have `json: true`. */
export function requiresJson({ access, changes, setsSession = false }: CallRules): boolean {
  return changes && (access === 'anyone' || setsSession);
}
