import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Provides the runtime's Response class, TwiML and signature check as the global that Functions use. The package
// exports only its server, so its parts are loaded by file.
const runtime = dirname(require.resolve('@twilio/runtime-handler/dev'));
const fromRuntime = createRequire(join(runtime, 'server.js'));

Object.assign(globalThis, {
  Twilio: {
    Response: fromRuntime('./internal/response').Response,
    get twiml() {
      return fromRuntime('twilio').twiml;
    },
    validateRequest: (...given: unknown[]) => fromRuntime('twilio').validateRequest(...given),
  },
});

// This service has no assets. Tests that need the built assets import built-assets.
Object.assign(globalThis, { Runtime: { getAssets: () => ({}) } });

// Every decision is a log line, and a short PASSWORD is a warning. Tests that read them replace these functions
// with spies.
console.log = () => undefined;
console.warn = () => undefined;
