import { basic } from '../assets/auth.private';
import type { EnvVariables } from './env-file';
import { OperatorError } from './main';

/**
 * Checks the variables that the guard reads, with the guard's own rules.
 *
 * @throws OperatorError that lists every problem by variable name.
 */
export function checkConfiguration(variables: EnvVariables): void {
  const configured = basic().configure(variables);
  if (!('problems' in configured)) return;
  const problems = configured.problems.map((problem) => `- ${problem}`).join('\n');
  throw new OperatorError(
    `The settings in .env let nobody in:\n${problems}\n.env.example says what each setting means.`,
  );
}
