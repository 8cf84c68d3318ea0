import { createRequire } from 'node:module';

type Sign = (
  authToken: string,
  url: string,
  params: Readonly<Record<string, string | readonly string[]>>,
) => string;

// This project does not depend on twilio, so this is the runtime handler's copy.
const fromRuntime = createRequire(require.resolve('@twilio/runtime-handler/dev'));

/** Returns the value of `X-Twilio-Signature`, computed by Twilio's package. The URL must not contain credentials. */
export const signWebhook: Sign = fromRuntime('twilio').getExpectedTwilioSignature;
