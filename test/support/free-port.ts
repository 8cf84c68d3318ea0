export { findFreePort } from '../../scripts/postgres/find-free-port';
