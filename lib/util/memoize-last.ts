/** How a memoized function tells whether it has to work. */
interface Settings<Input, Read> {
  /** Picks from the input what the result depends on. */
  read(input: Input): Read;
  isSame(one: Read, other: Read): boolean;
}

/**
 * A function of the settings in its input that builds its result anew only when one of them has
 * changed: variables may change between two invocations of a process, but hardly ever do.
 *
 * @param build - the work worth saving. Must not throw.
 */
export function memoizeLast<Input, Read, Result>(
  { read, isSame }: Settings<Input, Read>,
  build: (settings: Read) => Result,
): (input: Input) => Result {
  let last: { readonly settings: Read; readonly result: Result } | undefined;
  return (input) => {
    const settings = read(input);
    if (last === undefined || !isSame(last.settings, settings)) {
      last = { settings, result: build(settings) };
    }
    return last.result;
  };
}
