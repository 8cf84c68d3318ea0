/** The parts of the input that the result depends on, and their comparison. */
interface Settings<Input, Read> {
  /** Returns the parts of the input that the result depends on. */
  read(input: Input): Read;
  isSame(one: Read, other: Read): boolean;
}

/**
 * Returns a function that keeps its last result and builds it again only if a setting in its input has
 * changed. Variables may change between two invocations of a process, but rarely do.
 *
 * @param build - builds the result. It must not throw.
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
