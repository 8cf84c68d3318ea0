/**
 * A function of the settings in its input that builds its result anew only when one of them has
 * changed: variables may change between two invocations of a process, but hardly ever do.
 *
 * @param read - picks the settings; compared with `===`.
 * @param build - the work worth saving. Must not throw.
 */
export function memoizeLast<Input, Settings extends Readonly<Record<string, unknown>>, Result>(
  read: (input: Input) => Settings,
  build: (settings: Settings) => Result,
): (input: Input) => Result {
  let last: { readonly settings: Settings; readonly result: Result } | undefined;
  return (input) => {
    const settings = read(input);
    if (last === undefined || !isSame(last.settings, settings)) {
      last = { settings, result: build(settings) };
    }
    return last.result;
  };
}

function isSame(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  return true;
}
