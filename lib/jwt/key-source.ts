import type { JwtVariables } from '../config';
import type { Context } from '../types';
import type { GivenOptions } from './jwt-options';

const KEY_OPTIONS = ['secret', 'publicKey', 'jwks', 'jwksUri'] as const;
const KEY_VARIABLES = [
  ['secret', 'JWT_SECRET'],
  ['publicKey', 'JWT_PUBLIC_KEY'],
  ['jwks', 'JWT_JWKS'],
  ['jwksUri', 'JWT_JWKS_URI'],
  ['signingKeys', 'JWT_SIGNING_KEY'],
] as const;
const FAILED = Symbol('failed');

/** The source of keys, before parsing. */
export interface KeySource {
  readonly kind: (typeof KEY_OPTIONS)[number] | 'signingKeys';
  /** The variable or the option, for problems and the doctor. */
  readonly name: string;
  readonly value: unknown;
}

/** Returns the value of the option with keys in this invocation, or `undefined` without such an option. */
export function keyOptionValue(given: GivenOptions, context: object): unknown {
  const name = KEY_OPTIONS.find((option) => option in given);
  if (name === undefined) return undefined;
  const option = given[name];
  if (typeof option !== 'function') return option;
  try {
    return option(context as Context);
  } catch {
    return FAILED;
  }
}

/** Returns the only source of keys, or a problem if there is no source or more than one. */
export function findKeySource(
  given: GivenOptions,
  value: unknown,
  variables: JwtVariables,
): KeySource | { readonly problem: string } {
  const [kind, ...more] = KEY_OPTIONS.filter((option) => option in given);
  if (kind === undefined) return sourceInVariables(variables);
  if (more.length > 0) {
    return {
      problem: `the options ${[kind, ...more].join(', ')} of jwt exclude each other: set only one`,
    };
  }
  const name = `the option ${kind}`;
  return value === FAILED ? { problem: `${name} of jwt failed` } : { kind, name, value };
}

function sourceInVariables(variables: JwtVariables): ReturnType<typeof findKeySource> {
  const found = KEY_VARIABLES.filter(([, name]) => isSet(variables, name));
  const names = (found.length > 0 ? found : KEY_VARIABLES).map(([, name]) => name).join(', ');
  const [first, ...more] = found;
  if (first === undefined) return { problem: `one of ${names} is required for JWTs` };
  if (more.length > 0) return { problem: `only one of ${names} may be set` };
  const [kind, name] = first;
  return { kind, name, value: variables[name] };
}

// A previous signing key alone selects this source, so that the missing current key is reported.
function isSet(variables: JwtVariables, name: keyof JwtVariables): boolean {
  if (variables[name] !== undefined) return true;
  return name === 'JWT_SIGNING_KEY' && variables.JWT_SIGNING_KEY_PREVIOUS !== undefined;
}

/** Returns whether two values of an option are identical, or lists of identical items. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((item, index) => item === other[index]);
}
