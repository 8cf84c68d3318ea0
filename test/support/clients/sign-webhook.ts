import { createRequire } from 'node:module';

type Sign = (
  authToken: string,
  url: string,
  params: Readonly<Record<string, string | readonly string[]>>,
) => string;

// The copy that the runtime handler comes with: this project does not depend on twilio itself.
const fromRuntime = createRequire(require.resolve('@twilio/runtime-handler/dev'));

/** The value of `X-Twilio-Signature`, by Twilio's own package. The URL is to have no credentials. */
export const signWebhook: Sign = fromRuntime('twilio').getExpectedTwilioSignature;
