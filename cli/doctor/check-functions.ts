import { describeScheme } from './describe-scheme';
import { type Finding, listOf } from './finding';
import type { InspectedFunction } from './inspect-function';
import type { Project } from './project';

const NO_GUARD =
  'export what withAuth(…) returns, with nothing around it; or use open(…) where that is meant';
const ACCEPTS = 'correct its policy: a scheme, or its function verify, accepts what nobody has';

/** Every Function that has a URL: who can call it, by its policy and by what it answered. */
export function checkFunctions({ functions }: Project): readonly Finding[] {
  return functions.map((given) => notRefused(given) ?? notAnswered(given) ?? whoCanCall(given));
}

/** A Function that accepted a call which it has to refuse. */
function notRefused({ path: name, access, asked }: InspectedFunction): Finding | undefined {
  const { letIn = [] } = asked ?? {};
  // Where nothing is enforced, everybody gets in, and that is said.
  if (letIn.length === 0 || access === 'report-only') return undefined;
  const message = `accepted a call that it has to refuse, with ${listOf(letIn, 4)}`;
  return { level: 'error', name, message, remedy: ACCEPTS };
}

/** A Function that could not be asked to the end. */
function notAnswered({ path: name, asked }: InspectedFunction): Finding | undefined {
  if (asked?.ending === undefined) return undefined;
  if (asked.ending === 'exit') {
    const message = 'a call with false credentials ends the process, and anybody can make one';
    return { level: 'error', name, message, remedy: 'correct its policy: it must answer' };
  }
  const { afterSeconds } = asked.ending;
  const message = `did not answer a call with false credentials within ${afterSeconds} seconds, so whether it refuses them is not known`;
  return { level: 'warning', name, message, remedy: 'its own functions must answer, also offline' };
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
  if (access === 'report-only') {
    const { letIn = [] } = given.asked ?? {};
    const also = letIn.length === 0 ? '' : `; once enforced, also ${listOf(letIn, 4)} of nobody`;
    const message = `everybody may call it: enforce is false; ${accepted}${also}`;
    return { level: 'warning', name, message, remedy: 'leave enforce out once it is tried' };
  }
  if (access === 'optional') {
    const message = `open on purpose to callers without credentials; others: ${accepted}`;
    return { level: 'ok', name, message };
  }
  if (access === 'open') return { level: 'ok', name, message: 'open on purpose' };
  return { level: 'ok', name, message: `guarded; ${accepted}` };
}
