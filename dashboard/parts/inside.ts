export { Frame } from './frame';
export { Interruptions } from './interruptions';
