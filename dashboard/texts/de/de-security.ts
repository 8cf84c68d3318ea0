import { passkeys } from './passkeys';
import { phone } from './phone';
import { security } from './security';

/** The texts in German of the password and the second factors. */
export const texts = {
  passkeys,
  phone,
  security,
};
