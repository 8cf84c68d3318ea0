import ts from 'typescript';
import * as library from '../../../assets/auth.private';
import { guardHandler } from '../../../cli/guard/guard-handler';
import { type AnyHandler, basicAuthorization, invoke } from '../../support/guard/invoke';
import { HANDLER_FORMS } from '../../support/projects/handler-forms';

/** Loads a Function's file, with this library in place of the package. */
function load(source: string): AnyHandler {
  const { outputText } = ts.transpileModule(source.replace(/^#!.*/, ''), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module_ = { exports: {} as { handler?: AnyHandler } };
  const load_ = (name: string) => (name === 'twilio-functions-auth' ? library : require(name));
  new Function('module', 'exports', 'require', outputText)(module_, module_.exports, load_);
  if (module_.exports.handler === undefined) throw new Error('The file exports no handler.');
  return module_.exports.handler;
}

const guarded = (source: string, file = 'function.js') => {
  const result = guardHandler(source, file);
  if ('skipped' in result) throw new Error(result.skipped);
  return result.text;
};

describe.each(HANDLER_FORMS)('a handler in $form', ({ file, source }) => {
  test('refuses callers without credentials and answers others as before', async () => {
    const handler = load(guarded(source, file));
    const refused = await invoke(handler);
    const accepted = await invoke(handler, {
      authorization: basicAuthorization('twilio', 'ahoy!'),
    });
    expect([refused.status, accepted.status, accepted.body]).toEqual([401, 200, 'OK']);
    // Without the guard, the runtime does not answer with a value that a handler returns.
    if (!source.includes('callback')) return;
    expect(await invoke(load(source))).toMatchObject({ status: 200, body: 'OK' });
  });

  test('is left alone the second time', () => {
    const result = guardHandler(guarded(source, file), file);
    expect(result).toEqual({ skipped: expect.stringMatching(/guarded already|in a form/) });
  });

  test('keeps all other text', () => {
    const lines = (text: string) => text.split(/\r?\n/).filter((line) => line.trim() !== '');
    const kept = lines(source).filter((line) => !/handler/.test(line));
    expect(lines(guarded(source, file))).toEqual(expect.arrayContaining(kept));
  });
});

test.each([
  ['a syntax error', 'exports.handler = (context => ;', 'the file has a syntax error on line 1'],
  ['no handler', 'exports.other = 1;', 'no statement at the top level exports a handler'],
  ['an empty file', '', 'no statement at the top level exports a handler'],
  [
    'a handler in a block',
    'if (x) { exports.handler = () => 1; }',
    'no statement at the top level',
  ],
  [
    'two handlers',
    'exports.handler = a; exports.handler = b;',
    'exports its handler more than once',
  ],
  ['a handler that is guarded', 'exports.handler = withAuth(basic(), a);', 'is guarded already'],
  [
    'a variable that is guarded',
    'const handler = withAuth(p, a); exports.handler = handler;',
    'is guarded already',
  ],
  ['a handler that is open on purpose', 'exports.handler = open(a);', 'is guarded already'],
  ['a Flex validator', 'exports.handler = TokenValidator(a);', 'is guarded by TokenValidator'],
  [
    'a parenthesis in a comment',
    'exports.handler = (a /* ) */);',
    'in a form that this command knows',
  ],
  ['a generator', 'exports.handler = function* () {};', 'the handler is a generator'],
  ['a generator method', 'module.exports = { *handler() {} };', 'an accessor or a generator'],
  [
    'an accessor',
    'module.exports = { get handler() { return a; } };',
    'an accessor or a generator',
  ],
  ['a text', "exports.handler = 'a';", 'the handler is not a function'],
  [
    'another basic',
    'const basic = 1; exports.handler = a;',
    'the file has another "basic" already',
  ],
  ['another withAuth', 'function withAuth() {} exports.handler = a;', 'another "withAuth" already'],
  [
    'a pattern that binds basic',
    'const { a: { basic } } = b; exports.handler = a;',
    '"basic" already',
  ],
])('a file with %s is skipped with the reason', (_what, source, reason) => {
  expect(guardHandler(source, 'function.js')).toEqual({ skipped: expect.stringContaining(reason) });
});

test.each([
  [
    'another guardedHandler',
    'const guardedHandler = 1;\nconst a = () => 1;\nexport { a as handler };',
    '"guardedHandler" already',
  ],
  ['the handler of another file', "export { handler } from './other';", 'of another file'],
  ['a destructured handler', 'export const { handler } = all;', 'no statement at the top level'],
  [
    'another import named basic',
    "import { basic } from 'x';\nexport const handler = a;",
    '"basic" already',
  ],
])('a TypeScript file with %s is skipped with the reason', (_what, source, reason) => {
  expect(guardHandler(source, 'function.ts')).toEqual({ skipped: expect.stringContaining(reason) });
});

test.each([
  [
    'the import stands after the directive, with its quotes and line breaks',
    '"use strict";\r\nexports.handler = a;\r\n',
    '"use strict";\r\nconst { basic, withAuth } = require("twilio-functions-auth");\r\nexports.handler = withAuth(basic(), a);\r\n',
  ],
  [
    'a license stays at the top',
    '/* License */\n\nexports.handler = a;\n',
    "/* License */\n\nconst { basic, withAuth } = require('twilio-functions-auth');\nexports.handler = withAuth(basic(), a);\n",
  ],
  [
    'the comment of the handler stays with it',
    '// Answers.\nexports.handler = a;\n',
    "const { basic, withAuth } = require('twilio-functions-auth');\n// Answers.\nexports.handler = withAuth(basic(), a);\n",
  ],
])('%s', (_what, source, expected) => {
  expect(guarded(source)).toBe(expected);
});
