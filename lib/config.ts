/**
 * The variables this library reads, and the only place where it reads them.
 * `.env.example` describes each one; a test keeps the two in step.
 */
export const VARIABLES = ['USERNAME', 'PASSWORD', 'BASIC_AUTH_REALM'] as const;

type Variable = (typeof VARIABLES)[number];

/** The variables of `basic()`; an empty one counts as not set, as a deploy drops it. */
export type BasicVariables = Readonly<Record<Variable, string | undefined>>;

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
