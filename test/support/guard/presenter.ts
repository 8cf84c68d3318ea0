import { type BasicOptions, basic, type Outcome } from '../../../assets/auth.private';
import { basicAuthorization } from './invoke';

/** A function that presents credentials to one `basic()`, with variables that can change in between. */
export interface Presenter {
  present(username: string, password: string): Promise<Outcome>;
  variables: Record<string, string>;
}

/** Creates one `basic()`, as it exists in a process. Fails if its settings are invalid. */
export function presenter(
  options: BasicOptions = {},
  variables: Record<string, string> = {},
): Presenter {
  const scheme = basic(options);
  const opened: Presenter = {
    variables,
    async present(username, password) {
      const configured = scheme.configure(opened.variables);
      if ('problems' in configured) throw new Error(configured.problems.join('; '));
      const authorization = basicAuthorization(username, password);
      return configured.authenticate(
        { request: { headers: { authorization } } },
        { PATH: '/test' },
      );
    },
  };
  return opened;
}

/** Returns the problems of one `basic()`. */
export function problemsOf(
  options: BasicOptions,
  variables: Record<string, string> = {},
): readonly string[] {
  const configured = basic(options).configure(variables);
  return 'problems' in configured ? configured.problems : [];
}
