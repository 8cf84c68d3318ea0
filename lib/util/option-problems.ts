/**
 * Returns a problem for each unknown option. Otherwise a misspelled option would be ignored unnoticed.
 *
 * @param owner - the name in the problem, such as `bearer()`.
 */
export function unknownOptionProblems(
  owner: string,
  given: object,
  known: readonly string[],
): readonly string[] {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  return unknown.map((name) => `${owner} has no option "${name}"`);
}

/** Returns the `problems` of parsed settings, or an empty list. */
export function problemsOf(parsed: object | undefined): readonly string[] {
  const { problems = [] } = (parsed ?? {}) as { readonly problems?: readonly string[] };
  return problems;
}
