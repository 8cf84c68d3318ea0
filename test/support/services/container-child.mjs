// A container process. It calls Functions on request, several at once, and reports the duration of each. An
// uncaught error ends it, as on the platform.
import { call } from '../jest/built-functions.mjs';

process.on('message', async ({ id, path, variables, event }) => {
  const began = performance.now();
  const answer = await call(path, variables, event);
  process.send({ id, ...answer, ms: performance.now() - began });
});
process.send('ready');
