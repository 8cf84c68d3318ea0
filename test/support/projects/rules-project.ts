import type { ProjectFiles } from './write-project';

/** Functions and Assets, each of which shows one rule of the platform. */
export const RULES_PROJECT: ProjectFiles = {
  'functions/seen.js': answering(`{
    headers: event.request.headers,
    event: { ...event, request: undefined },
    context: { ...context, getTwilioClient: undefined },
    environment: process.env,
    folder: process.cwd(),
    file: __filename,
  }`),
  'functions/counter.js': `let count = 0;
    exports.handler = (context, event, callback) => callback(null, { count: ++count });`,
  'functions/relative.js': requiring(`'../assets/helper.private.js'`),
  'functions/sibling.js': requiring(`'./counter.js'`),
  'functions/undeclared.js': requiring(`'express'`),
  'functions/declared.js': answering(
    `typeof require('@twilio/runtime-handler/dev').LocalDevelopmentServer`,
  ),
  'functions/helped.js': requiring(`Runtime.getAssets()['/helper.js'].path`),
  'functions/runtime.js': answering(`{
    assets: Runtime.getAssets(),
    functions: Runtime.getFunctions(),
    opened: Runtime.getAssets()['/secret.txt'].open(),
  }`),
  'functions/untyped.js': answering(`new Twilio.Response().setBody('Ahoy')`),
  'functions/text.js': answering(`'Ahoy'`),
  'functions/twiml.js': answering(`new Twilio.twiml.VoiceResponse()`),
  'functions/fails.js': `exports.handler = (context, event, callback) =>
    callback(new Error('a detail'));`,
  'functions/fails-with-text.js': `exports.handler = (context, event, callback) =>
    callback('a reason');`,
  'functions/throws.js': `exports.handler = () => { throw new Error('a detail'); };`,
  'functions/rejects.js': `exports.handler = async () => { throw new Error('a detail'); };`,
  'functions/broken.js': `throw new Error('a detail');`,
  'functions/without-handler.js': `exports.other = () => {};`,
  'functions/never.js': `exports.handler = () => {};`,
  'functions/busy.js': `exports.handler = () => { for (;;); };`,
  'functions/large.js': answering(`'a'.repeat(Number(event.length))`),
  'functions/headers.js': `exports.handler = (context, event, callback) => {
    const response = new Twilio.Response();
    for (let index = 0; index < event.count; index += 1) {
      response.appendHeader('X-Field-' + index, 'a'.repeat(event.length || 1));
    }
    callback(null, response);
  };`,
  'functions/cookie.js': `exports.handler = (context, event, callback) => {
    callback(null, new Twilio.Response().setCookie('name', 'value', [].concat(event.attribute)));
  };`,
  'functions/nested/deep.js': answering(`'deep'`),
  'functions/signed.protected.js': answering(`'signed'`),
  'functions/hidden.private.js': answering(`'hidden'`),
  'assets/helper.private.js': `exports.name = 'helper'; exports.file = __filename;`,
  'assets/secret.private.txt': 'A secret.',
  'assets/signed.protected.txt': 'Signed.',
  'assets/public.txt': 'Public.',
  'assets/style.css': 'body { margin: 0 }',
};

function answering(expression: string): string {
  return `exports.handler = (context, event, callback) => callback(null, ${expression});`;
}

/** Answers what \`require\` gives, or the code of the error that it throws. */
function requiring(name: string): string {
  return `exports.handler = (context, event, callback) => {
    try {
      callback(null, require(${name}));
    } catch ({ code }) {
      callback(null, { code });
    }
  };`;
}
