// What an element needs after a login, in one file.
// The files of passkeys and of phones share it.
export { countFactors } from '../mfa';
export { Interruptions } from '../parts/interruptions';
export { Members } from '../screens/admin/members';
export { Enroll } from '../screens/me/enroll';
export { NoAccount } from '../screens/me/no-account';
export { StepUp } from '../screens/me/step-up';
export { inside } from '../texts/en/inside';
