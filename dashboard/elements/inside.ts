// What an element needs after a login, in one file.
export { Interruptions } from '../parts/interruptions';
export { Members } from '../screens/admin/members';
export { ServiceWide } from '../screens/links/service-wide';
export { Enroll } from '../screens/me/enroll';
export { NoAccount } from '../screens/me/no-account';
export { StepUp } from '../screens/me/step-up';
export { inside } from '../texts/en/inside';
