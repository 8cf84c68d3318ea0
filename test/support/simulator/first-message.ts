import type { Child } from '../processes/child';

/** Waits for the first message of a child process. Rejects with its output if it ends. */
export function firstMessage<T>(child: Child): Promise<T> {
  return new Promise((resolve, reject) => {
    child.process.once('message', (message) => resolve(message as T));
    child.exited.then((code) => {
      reject(new Error(`It ended with ${code} and printed:\n${child.logs()}`));
    }, reject);
  });
}
