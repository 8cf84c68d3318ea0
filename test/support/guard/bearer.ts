import { bearer, type JwtOptions, type Outcome, withAuth } from '../../../assets/auth.private';
import { type Answer, invoke } from './invoke';
import { RULES, SECRET } from './jwt';

/** One `bearer({ jwt })`, as it exists in a process. */
export interface JwtPresenter {
  /** Returns the scheme's outcome for a token. Fails if the settings are invalid. */
  outcome(token: string): Promise<Outcome>;
  /** Returns the response to a caller with a token: 200 with the principal, or the refusal. */
  answer(token: string): Promise<Answer>;
  variables: Record<string, string>;
}

/** Options for HS256 with the secret of the tests. */
export const BY_SECRET = { ...RULES, secret: SECRET, algorithms: ['HS256'] } as const;

export function jwtPresenter(
  jwt: JwtOptions = BY_SECRET,
  variables: Record<string, string> = {},
): JwtPresenter {
  const scheme = bearer({ jwt });
  const handler = withAuth(scheme, (context) => context.auth);
  const presenter: JwtPresenter = {
    variables,
    async outcome(token) {
      const configured = scheme.configure(presenter.variables);
      if ('problems' in configured) throw new Error(configured.problems.join('; '));
      const event = { request: { headers: { authorization: `Bearer ${token}` } } };
      return configured.authenticate(event, presenter.variables);
    },
    answer: (token) =>
      invoke(handler, { authorization: `Bearer ${token}`, variables: presenter.variables }),
  };
  return presenter;
}

/** Returns `accepted` or the code of the refusal. */
export async function verdict(presenter: JwtPresenter, token: string): Promise<string> {
  const outcome = await presenter.outcome(token);
  return outcome.status === 'refused' ? outcome.code : outcome.status;
}

/** Returns the problems of one `bearer({ jwt })`. */
export function jwtProblems(jwt: unknown, variables: object = {}): readonly string[] {
  const configured = bearer({ jwt: jwt as JwtOptions }).configure(variables);
  return 'problems' in configured ? configured.problems : [];
}
