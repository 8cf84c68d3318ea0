import { type BasicOptions, basic, type Outcome } from '../../../assets/auth.private';
import { basicAuthorization } from './invoke';

/** A way to present a pair to one `basic()`, and to change the variables in between. */
export interface Presenter {
  present(username: string, password: string): Promise<Outcome>;
  variables: Record<string, string>;
}

/** One `basic()` as a process keeps it. Fails where its settings are wrong. */
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

/** The problems of one `basic()`. */
export function problemsOf(
  options: BasicOptions,
  variables: Record<string, string> = {},
): readonly string[] {
  const configured = basic(options).configure(variables);
  return 'problems' in configured ? configured.problems : [];
}
