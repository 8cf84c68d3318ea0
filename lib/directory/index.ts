export { closeDatabases } from './database/database';
export { directoryPart } from './directory-part';
export { endpoint } from './endpoint';
export * from './operations/index';
