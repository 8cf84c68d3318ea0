/** The part of a passport strategy that passport itself uses. */
export interface Strategy {
  authenticate(request: object): void;
  success(user: object): void;
  fail(challenge: string | number): void;
}

/** The callback that receives the user of the credentials, or `false`. */
export type Verified = (error: unknown, user: object | false) => void;

/** Runs a strategy as passport does: each request gets its own copy, with the outcome functions set. */
export function isAllowed(strategy: Strategy, authorization: string | undefined): boolean {
  let accepted = false;
  const own = Object.create(strategy) as Strategy;
  own.success = () => {
    accepted = true;
  };
  own.fail = () => {};
  own.authenticate({ headers: { authorization } });
  return accepted;
}
