/**
 * A problem for each option that there is not: a typing error would else change nothing, unnoticed.
 *
 * @param owner - what was called, as in `bearer()`.
 */
export function unknownOptionProblems(
  owner: string,
  given: object,
  known: readonly string[],
): readonly string[] {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  return unknown.map((name) => `${owner} has no option "${name}"`);
}

/** What is wrong with something that was read: nothing, unless it says so. */
export function problemsOf(read: object | undefined): readonly string[] {
  const { problems = [] } = (read ?? {}) as { readonly problems?: readonly string[] };
  return problems;
}
