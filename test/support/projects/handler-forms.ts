/** A Function's file whose handler can be wrapped. Each answers "OK". */
export interface HandlerForm {
  readonly form: string;
  readonly file: 'function.js' | 'function.ts';
  readonly source: string;
}

const FUNCTION = "function (context, event, callback) { callback(null, 'OK'); }";
const ARROW = "(context, event, callback) => { callback(null, 'OK'); }";
const DECLARED = "function answer(context, event, callback) { callback(null, 'OK'); }";
const TYPES =
  "import type { Context, ServerlessCallback, ServerlessFunctionSignature } from '@twilio-labs/serverless-runtime-types/types';";
const TYPED = '(_context: Context, _event: object, callback: ServerlessCallback)';

const JAVASCRIPT: Readonly<Record<string, string>> = {
  'a function expression': `exports.handler = ${FUNCTION};`,
  'a named function expression': `exports.handler = function answer(context, event, callback) { callback(null, 'OK'); };`,
  'an arrow function': `exports.handler = ${ARROW};`,
  'an arrow function with an expression':
    "exports.handler = (context, event, callback) => callback(null, 'OK');",
  'an async function':
    "exports.handler = async function (context, event, callback) { callback(null, 'OK'); };",
  'an async arrow function':
    "exports.handler = async (context, event, callback) => { await null; callback(null, 'OK'); };",
  'an async function that returns its answer': "exports.handler = async () => 'OK';",
  'an arrow function in parentheses': `exports.handler = (${ARROW});`,
  'an arrow function in parentheses with spaces': `exports.handler = ( ${ARROW} );`,
  'no semicolon': `exports.handler = ${FUNCTION}\n`,
  'module.exports.handler': `module.exports.handler = ${FUNCTION};`,
  'a name in brackets': `exports['handler'] = ${FUNCTION};`,
  'module.exports in brackets': `module['exports'].handler = ${FUNCTION};`,
  'a constant': `const handler = ${ARROW};\nexports.handler = handler;`,
  'a constant of another name': `const main = ${ARROW};\nexports.handler = main;`,
  'a function declaration': `${DECLARED}\nexports.handler = answer;`,
  'a function declaration after it': `exports.handler = answer;\n${DECLARED}`,
  'an object': `module.exports = { handler: ${FUNCTION} };`,
  'an object with a quoted name': `module.exports = { 'handler': ${FUNCTION} };`,
  'an object with shorthand': `const handler = ${ARROW};\nmodule.exports = { handler };`,
  'an object with shorthand and others': `const other = 1;\nconst handler = ${ARROW};\nmodule.exports = { other, handler, last: 2 };`,
  'a method': "module.exports = { handler(context, event, callback) { callback(null, 'OK'); } };",
  'an async method':
    "module.exports = { async handler(context, event, callback) { callback(null, 'OK'); } };",
  'a method with a space':
    "module.exports = { handler (context, event, callback) { callback(null, 'OK'); } };",
  'a chain of assignments': `exports.main = exports.handler = ${FUNCTION};`,
  'a chain that begins with the handler': `exports.handler = exports.main = ${FUNCTION};`,
  'both kinds of exports': `module.exports = exports = { handler: ${FUNCTION} };`,
  'strict mode': `'use strict';\n\nexports.handler = ${FUNCTION};`,
  'strict mode in double quotes': `"use strict";\nexports.handler = ${FUNCTION};`,
  'a comment at the top': `// Answers OK.\nexports.handler = ${FUNCTION};`,
  'a license at the top': `/* Copyright */\n\nconst other = 1;\nexports.handler = ${FUNCTION};`,
  'a hashbang': `#!/usr/bin/env node\nexports.handler = ${FUNCTION};`,
  'Windows line breaks': `'use strict';\r\nexports.handler = ${FUNCTION};\r\n`,
  'a byte order mark': `\ufeffexports.handler = ${FUNCTION};`,
  'other imports': `const path = require('node:path');\n\nexports.handler = (context, event, callback) => callback(null, path.basename('/OK'));`,
  'a wrapper of its own': `const wrap = (one) => one;\nexports.handler = wrap(${FUNCTION});`,
  'a member of an object': `const all = { main: ${FUNCTION} };\nexports.handler = all.main;`,
  bind: "exports.handler = function (context, event, callback) { callback(null, 'OK'); }.bind(null);",
  'a return at the top level': `exports.handler = ${FUNCTION};\nif (exports.handler) return;`,
  'one import of this package': `const { withAuth } = require('twilio-functions-auth');\nexports.handler = ${FUNCTION};\nvoid withAuth;`,
  'both imports of this package': `const { basic, withAuth } = require('twilio-functions-auth');\nexports.handler = ${FUNCTION};\nvoid basic, withAuth;`,
};

const TYPESCRIPT: Readonly<Record<string, string>> = {
  'a constant': "export const handler = (_context, _event, callback) => { callback(null, 'OK'); };",
  'a typed constant': `${TYPES}\n\nexport const handler: ServerlessFunctionSignature = async function (_context: Context, _event: object, callback: ServerlessCallback) { callback(null, 'OK'); };`,
  'a typed constant with parameters': `${TYPES}\ntype Input = { name?: string };\nexport const handler: ServerlessFunctionSignature<{}, Input> = (_context, _event, callback) => { callback(null, 'OK'); };`,
  'a variable': `export let handler = (_context, _event, callback) => callback(null, 'OK');`,
  'a function declaration': `${TYPES}\nexport function handler${TYPED} { callback(null, 'OK'); }`,
  'an async function declaration': `${TYPES}\nexport async function handler${TYPED}: Promise<void> { callback(null, 'OK'); }`,
  'a list of exports': `${TYPES}\nconst handler = ${TYPED} => { callback(null, 'OK'); };\nexport { handler };`,
  'a list of exports with another name': `${TYPES}\nfunction main${TYPED} { callback(null, 'OK'); }\nexport { main as handler };`,
  as: `${TYPES}\nexport const handler = (${TYPED} => { callback(null, 'OK'); }) as ServerlessFunctionSignature;`,
  satisfies: `${TYPES}\nexport const handler = (${TYPED} => { callback(null, 'OK'); }) satisfies ServerlessFunctionSignature;`,
  'module.exports': `${TYPES}\nmodule.exports.handler = ${TYPED} => { callback(null, 'OK'); };`,
  exports: `exports.handler = (_context: object, _event: object, callback: (e: null, a: string) => void) => { callback(null, 'OK'); };`,
  'export =': `export = { handler: (_context: object, _event: object, callback: (e: null, a: string) => void) => { callback(null, 'OK'); } };`,
};

/** The forms in which Functions export their handlers. */
export const HANDLER_FORMS: readonly HandlerForm[] = [
  ...Object.entries(JAVASCRIPT).map(([form, source]) => ({
    form: `JavaScript with ${form}`,
    file: 'function.js' as const,
    source,
  })),
  ...Object.entries(TYPESCRIPT).map(([form, source]) => ({
    form: `TypeScript with ${form}`,
    file: 'function.ts' as const,
    source,
  })),
];
