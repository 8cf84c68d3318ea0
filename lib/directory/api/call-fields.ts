import { type GenericSchema, literal, optional } from 'valibot';
import { id } from '../schemas';
import type { Operation } from './operation';

/** What an operation says about who calls it and what it does. */
export type CallRules = Pick<Operation, 'access' | 'changes' | 'setsSession'>;

const JSON_TRUE = literal(true);

/**
 * The fields that a call has besides its operation's own input.
 *
 * `json` is `true`. A caller can replace `event.request` by a query, so no header field proves that the
 * input was a JSON body; a query and a form carry texts, lists and objects, but never a JSON `true`
 * (docs/adr/0026-json-true-field.md). An operation requires it if any page could call it in a visitor's
 * browser: without a session, or with the effect of a new session cookie.
 *
 * `accountId` is the account that a known caller means to act in.
 */
export function callFieldsOf(rules: CallRules): Readonly<Record<string, GenericSchema>> {
  const { access } = rules;
  return {
    json: requiresJson(rules) ? JSON_TRUE : optional(JSON_TRUE),
    ...(access === 'anyone' ? {} : { accountId: optional(id) }),
  };
}

/** Whether a call has to have `json: true`. */
export function requiresJson({ access, changes, setsSession = false }: CallRules): boolean {
  return changes && (access === 'anyone' || setsSession);
}
