import type { Answer } from '../ask';

/** Returns the answer to a deletion. If the object no longer exists, there is nothing left to do. */
export function goneIsDone(answer: Answer<object>): Answer<object> {
  return 'failure' in answer && answer.failure.code === 'NOT_FOUND' ? { data: {} } : answer;
}
