import {
  AuthorizationResponseError,
  OperationProcessingError,
  ResponseBodyError,
} from 'oauth4webapi';
import type { SsoProblem } from './sso';
import { SsoFailure } from './sso-failure';

/** Runs the conversation with a provider, and returns its failure. */
export async function catchFailure<T>(run: () => Promise<T>): Promise<T | SsoProblem> {
  try {
    return await run();
  } catch (error) {
    const { problem, reason } = failureOf(error);
    return { problem, reason };
  }
}

// An error code (RFC 6749 sections 4.1.2.1 and 5.2) is logged only if it looks like one.
const ERROR_CODE = /^[a-z_]{1,40}$/;
const OF_REGISTRATION = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type'];

/** Returns the problem of an error. Everything unknown is an invalid answer, because the provider's input caused it. */
function failureOf(error: unknown): SsoProblem {
  if (error instanceof SsoFailure) return error;
  if (error instanceof AuthorizationResponseError) {
    return { problem: 'refused', reason: errorCode(error.error) };
  }
  if (error instanceof ResponseBodyError) {
    const reason = errorCode(error.error);
    return { problem: OF_REGISTRATION.includes(reason) ? 'settings' : 'invalid', reason };
  }
  if (error instanceof OperationProcessingError) {
    return { problem: 'invalid', reason: checkIn(error.cause) ?? 'response' };
  }
  return { problem: 'invalid', reason: 'response' };
}

function errorCode(text: string): string {
  return ERROR_CODE.test(text) ? text : 'error';
}

/** Returns the name of the check of `oauth4webapi` that failed. */
function checkIn(cause: unknown): string | undefined {
  const { claim, header, attribute } = Object(cause) as Readonly<Record<string, unknown>>;
  if (header !== undefined) return 'alg';
  return [claim, attribute].find((name) => typeof name === 'string');
}
