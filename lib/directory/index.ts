export { endpoint } from './api/endpoint';
export { closeDatabases } from './database/database';
export { directoryPart } from './guard-lookups';
export * from './operations/index';
