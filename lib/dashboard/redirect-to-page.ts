import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';

const PAGE = '/account';

/** Returns the 303 to the dashboard's page, with parameters in the fragment, which no server and no other site sees. */
export function redirectToPage(fragment: URLSearchParams): TwilioResponse {
  return new Twilio.Response()
    .setStatusCode(303)
    .appendHeader('Location', fragment.size === 0 ? PAGE : `${PAGE}#${fragment}`)
    .appendHeader('Cache-Control', 'no-store')
    .appendHeader('Referrer-Policy', 'no-referrer');
}
