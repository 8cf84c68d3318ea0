export { endpoint } from './api/endpoint';
export { closeDatabases } from './database/database';
export { guardLookups } from './guard-lookups';
export * from './operations/index';
