import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Gives unit tests the runtime's own Response class, TwiML and check of signatures, as the global that
// Functions use. The package exports its server only, so its parts are loaded by file.
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

// A service without assets. Tests that need the built ones import built-assets.
Object.assign(globalThis, { Runtime: { getAssets: () => ({}) } });

// Every decision is a line in the log, and a short PASSWORD a warning. Tests that read them put a spy
// in place of these.
console.log = () => undefined;
console.warn = () => undefined;
