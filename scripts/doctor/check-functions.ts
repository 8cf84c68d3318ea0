import { describeScheme } from './describe-scheme';
import type { Finding } from './finding';
import type { InspectedFunction } from './inspect-function';
import type { Project } from './project';

const NO_GUARD = 'wrap its handler in withAuth(…), or in open(…) where that is meant';

/** Every Function that has a URL: who can call it. */
export function checkFunctions({ functions }: Project): readonly Finding[] {
  return functions.map(whoCanCall);
}

function whoCanCall(given: InspectedFunction): Finding {
  const { path: name, access, visibility, schemes, file } = given;
  const accepted = schemes.map(describeScheme).join('; ');
  if (access === null) {
    const message = `cannot be loaded: ${given.problem}`;
    return { level: 'error', name, message, remedy: `mend ${file}` };
  }
  if (visibility === 'protected') {
    const guard = access === 'guarded' ? `, and ${accepted}` : '';
    const message = `protected by Twilio's signature, which npm start does not check${guard}`;
    return { level: 'warning', name, message, remedy: 'test it deployed' };
  }
  if (access === 'unguarded') {
    const message = 'everybody may call it, and nothing says that this is meant';
    return { level: 'error', name, message, remedy: NO_GUARD };
  }
  if (access === 'reporting') {
    const message = `everybody may call it: enforce is false; ${accepted}`;
    return { level: 'warning', name, message, remedy: 'leave enforce out once it is tried' };
  }
  if (access === 'optional') {
    const message = `open on purpose to callers without credentials; others: ${accepted}`;
    return { level: 'ok', name, message };
  }
  if (access === 'open') return { level: 'ok', name, message: 'open on purpose' };
  return { level: 'ok', name, message: `guarded; ${accepted}` };
}
