/** What is wrong with something that was read: nothing, unless it says so. */
export function problemsIn(read: object | undefined): readonly string[] {
  const { problems = [] } = (read ?? {}) as { readonly problems?: readonly string[] };
  return problems;
}
