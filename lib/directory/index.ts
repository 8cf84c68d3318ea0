export { closeDatabases } from './database/database';
export { endpoint } from './endpoint';
export * from './operations/index';
