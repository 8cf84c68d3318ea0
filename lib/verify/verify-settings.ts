import type { Misconfiguration } from '../types';
import type { VerifySettings } from './verify';

/** The variables of Twilio Verify. The platform sets the last two, and Verify refuses a call without them. */
interface VerifyVariables {
  readonly VERIFY_SERVICE_SID: string | undefined;
  readonly VERIFY_URL: string | undefined;
  readonly ACCOUNT_SID: string | undefined;
  readonly AUTH_TOKEN: string | undefined;
}

const SERVICE_SID = /^VA[0-9a-f]{32}$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Parses the settings of Twilio Verify, or returns their problems. Each text names variables and never contains their
 * values.
 *
 * @returns undefined without `VERIFY_SERVICE_SID`: the service then sends no codes by phone.
 */
export function verifySettings(
  variables: VerifyVariables,
): VerifySettings | Misconfiguration | undefined {
  const { VERIFY_SERVICE_SID: service, VERIFY_URL, ACCOUNT_SID, AUTH_TOKEN } = variables;
  if (service === undefined) return undefined;
  const url = parseUrl(VERIFY_URL ?? 'https://verify.twilio.com');
  const problems = [
    ...(SERVICE_SID.test(service) ? [] : ['VERIFY_SERVICE_SID must be VA and 32 hex digits']),
    ...(url === null ? ['VERIFY_URL must be an https URL without a path'] : []),
  ];
  if (url === null || problems.length > 0) return { problems };
  const credentials = Buffer.from(`${ACCOUNT_SID ?? ''}:${AUTH_TOKEN ?? ''}`).toString('base64');
  return {
    serviceUrl: `${url.origin}/v2/Services/${service}`,
    authorization: `Basic ${credentials}`,
  };
}

function parseUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return isSafe && url.href === `${url.origin}/` ? url : null;
}
