// A container: calls Functions as it is told to, several at once, and says how long each took. What nobody
// has caught ends it, as it does on the platform.
import { call } from '../jest/built-functions.mjs';

process.on('message', async ({ id, path, variables, event }) => {
  const began = performance.now();
  const answer = await call(path, variables, event);
  process.send({ id, ...answer, ms: performance.now() - began });
});
process.send('ready');
