// What every user needs after a login or a link in an email, in one file.
export { Frame } from './parts/frame';
export { Interruptions } from './parts/interruptions';
export * from './screens/links';
export * from './screens/me';
export { inside } from './texts/en/inside';
