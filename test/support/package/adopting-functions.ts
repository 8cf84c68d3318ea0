import type { ProjectFiles } from '../projects/write-project';

const NAME = 'twilio-functions-auth';

/** Functions in JavaScript that use each entry of the package, by their path in the functions folder. */
export const FUNCTIONS: ProjectFiles = {
  'basic.js': `const { basic, withAuth } = require('${NAME}');
exports.handler = withAuth(basic(), (context, event, callback) => callback(null, 'OK'));`,
  'token.js': `const { basic, open } = require('${NAME}');
const { tokenEndpoint } = require('${NAME}/jwt');
exports.handler = open(tokenEndpoint({ clients: basic() }));`,
  'guarded.js': `const { bearer, withAuth } = require('${NAME}');
exports.handler = withAuth(bearer({ jwt: { algorithms: ['EdDSA'] } }), (context) => context.auth.username);`,
  'session/log-in.js': `const { open } = require('${NAME}');
const { endpoint, operations } = require('${NAME}/directory');
exports.handler = open(endpoint(operations.session.logIn));`,
  'session/show.js': `const { policyFor, withAuth } = require('${NAME}');
const { endpoint, operations } = require('${NAME}/directory');
exports.handler = withAuth(policyFor(operations.session.show), endpoint(operations.session.show));`,
  // The same module, whichever Function loads it.
  'one/first.js': `globalThis.copies = (globalThis.copies ?? new Set()).add(require('${NAME}').basic);
exports.handler = (context, event, callback) => callback(null, String(globalThis.copies.size));`,
  'one/second.js': `globalThis.copies = (globalThis.copies ?? new Set()).add(require('${NAME}').basic);
exports.handler = (context, event, callback) => callback(null, String(globalThis.copies.size));`,
};
