/**
 * The variables this library reads, and the only place where it reads them.
 * `.env.example` describes each one; a test keeps the two in step.
 */
export const VARIABLES = ['USERNAME', 'PASSWORD', 'BASIC_AUTH_REALM'] as const;

type Variable = (typeof VARIABLES)[number];

/** Values of variables as the platform hands them over; an empty one counts as not set. */
export type Variables<Name extends Variable> = Readonly<Record<Name, string | undefined>>;

export type BasicVariables = Variables<(typeof VARIABLES)[number]>;

/** What `basic()` takes from the invocation's context. */
export function readBasicVariables(context: object): BasicVariables {
  const { USERNAME, PASSWORD, BASIC_AUTH_REALM } = context as Record<Variable, unknown>;
  return {
    USERNAME: text(USERNAME),
    PASSWORD: text(PASSWORD),
    BASIC_AUTH_REALM: text(BASIC_AUTH_REALM),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
