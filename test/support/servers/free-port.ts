export { findFreePort } from '../../../cli/postgres/find-free-port';
