// The library's one door, deployed as the private asset /auth.js.
export * from '../lib/index';
