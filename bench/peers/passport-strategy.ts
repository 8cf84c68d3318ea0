/** As much of a passport strategy as passport itself uses. */
export interface Strategy {
  authenticate(request: object): void;
  success(user: object): void;
  fail(challenge: string | number): void;
}

/** Told whom a strategy's credentials are of: `false`, nobody. */
export type Verified = (error: unknown, user: object | false) => void;

/** Asks as passport does for each request: a strategy of its own, with the outcomes filled in. */
export function isLetIn(strategy: Strategy, authorization: string | undefined): boolean {
  let accepted = false;
  const own = Object.create(strategy) as Strategy;
  own.success = () => {
    accepted = true;
  };
  own.fail = () => {};
  own.authenticate({ headers: { authorization } });
  return accepted;
}
