// Users, accounts, roles, sessions, credentials and their log, in Postgres: the private asset
// /directory.js, loaded only by what uses it.
export * from '../lib/directory/index';
