import type { Finding } from './finding';
import type { Project } from './project';

/** The file of variables as such: that it is there, and that the toolkit understands all of it. */
export function checkEnvFile({ env }: Project): readonly Finding[] {
  const { name, problem, skipped, repeated } = env;
  if (problem !== undefined) {
    const remedy = 'npm start makes a new .env from .env.example, or name another with --env';
    return [{ level: 'error', name, message: problem, remedy }];
  }
  return [
    ...skipped.map(
      (line): Finding => ({
        level: 'error',
        name,
        message: `${line} is no assignment, so the toolkit silently passes over it`,
        remedy: 'write NAME=value on one line, or a # comment',
      }),
    ),
    ...repeated.map(
      (variable): Finding => ({
        level: 'warning',
        name: variable,
        message: `${name} sets it more than once, and the last one counts`,
        remedy: 'keep one of them',
      }),
    ),
  ];
}
