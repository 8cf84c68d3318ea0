export { findFreePort } from '../../../cli/project/port';
