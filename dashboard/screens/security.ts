// The password and the second factors, in one file.
import { passkeys } from '../texts/en/passkeys';
import { phone } from '../texts/en/phone';
import { security } from '../texts/en/security';
import { addEnglish } from '../texts/text';

export { Enroll } from './me/enroll';
export { Security } from './me/security';

addEnglish({ passkeys, phone, security });
