import { type WithCors, withCors } from '../http/cors';
import type { Authorize, OnDecision, Policy, PolicyOptions, Scheme } from '../types';
import { type AuthorizationCheck, authorizationCheck } from './authorize';
import { type AddressCheck, addressCheck } from './check-address';
import { logDecision } from './decision';
import { type RewriteEvent, rewriteRequestHeaders } from './request-headers';

/** A validated policy, with a value for every option. */
export interface ParsedPolicy {
  readonly schemes: readonly [Scheme, ...Scheme[]];
  readonly enforce: boolean;
  readonly onDecision: OnDecision;
  /** Whether callers without any credentials are allowed. */
  readonly optional: boolean;
  /** Whether a refusal names the credentials to present. */
  readonly challenge: boolean;
  /** Checks the `authorize` option. */
  readonly authorize: AuthorizationCheck;
  /** Checks the `addresses` option. */
  readonly address: AddressCheck;
  /** The `authorize` option as given. */
  readonly requirement: Authorize | undefined;
  /** Adds the CORS headers of the `cors` option to each response. */
  readonly withCors: WithCors;
  /** Applies the `requestHeaders` option to the event that the wrapped handler gets. */
  readonly rewriteEvent: RewriteEvent;
}

/**
 * Parses a policy in any of its forms.
 *
 * @throws TypeError if the policy is invalid. A policy is code, so the mistake shows when the file loads.
 */
export function parsePolicy(policy: Policy): ParsedPolicy {
  if (isScheme(policy) || Array.isArray(policy)) return parseOptions({ schemes: policy });
  if (typeof policy !== 'object' || policy === null) {
    throw new TypeError(
      'withAuth: the policy must be a scheme such as basic(), an array or an object.',
    );
  }
  return parseOptions(policy as PolicyOptions);
}

function parseOptions(options: PolicyOptions): ParsedPolicy {
  const { schemes, enforce, optional, challenge, onDecision, ...more } = options;
  const { requestHeaders, authorize, cors, addresses, ...unknown } = more;
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new TypeError(`withAuth: a policy has no option "${name}".`);
  if (onDecision !== undefined && typeof onDecision !== 'function') {
    throw new TypeError('withAuth: onDecision must be a function.');
  }
  if (optional === true && authorize !== undefined) {
    throw new TypeError(
      'withAuth: optional and authorize must not be combined, as authorize never sees callers without credentials.',
    );
  }
  return {
    schemes: parseSchemes(schemes),
    enforce: isTrue({ enforce }, true),
    optional: isTrue({ optional }, false),
    challenge: isTrue({ challenge }, true),
    onDecision: onDecision ?? logDecision,
    authorize: authorizationCheck(authorize),
    address: addressCheck(addresses),
    requirement: authorize,
    withCors: cors === undefined ? (_event, callback) => callback : withCors(cors),
    rewriteEvent:
      requestHeaders === undefined ? (event) => event : rewriteRequestHeaders(requestHeaders),
  };
}

function isTrue(option: Readonly<Record<string, unknown>>, fallback: boolean): boolean {
  const [[name, value = fallback] = []] = Object.entries(option);
  if (typeof value === 'boolean') return value;
  throw new TypeError(`withAuth: ${name} must be true or false.`);
}

function parseSchemes(schemes: unknown): ParsedPolicy['schemes'] {
  const list: unknown[] = Array.isArray(schemes) ? [...schemes] : [schemes];
  if (list.length === 0 || !list.every(isScheme)) {
    throw new TypeError('withAuth: schemes must be one scheme such as basic(), or several.');
  }
  const names = list.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new TypeError(
      `withAuth: each scheme must be listed once, and ${repeated} is listed twice.`,
    );
  }
  return list as [Scheme, ...Scheme[]];
}

function isScheme(value: unknown): value is Scheme {
  return typeof (value as Scheme | null | undefined)?.configure === 'function';
}
