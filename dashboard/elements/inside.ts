// What an element needs after a login, in one file.
import { admin } from '../texts/en/admin';
import { deleteUser } from '../texts/en/delete-user';
import { frame } from '../texts/en/frame';
import { insideErrors } from '../texts/en/inside-errors';
import { me } from '../texts/en/me';
import { passkeys } from '../texts/en/passkeys';
import { person } from '../texts/en/person';
import { phone } from '../texts/en/phone';
import { security } from '../texts/en/security';
import { addEnglish } from '../texts/text';

export { Interruptions } from '../parts/interruptions';
export { Members } from '../screens/admin/members';
export { Enroll } from '../screens/me/enroll';
export { NoAccount } from '../screens/me/no-account';
export { StepUp } from '../screens/me/step-up';

addEnglish({
  admin,
  deleteUser,
  frame,
  insideErrors,
  me,
  passkeys,
  person,
  phone,
  security,
});
