/**
 * Returns an input as the service's clients send it, with `json: true`. Every endpoint of the directory accepts it,
 * and some require it. An existing `json` is kept, and an undefined one is omitted.
 */
export function asJson(input: object): object {
  const whole = Object.entries({ json: true, ...input });
  return Object.fromEntries(
    whole.filter(([name, value]) => name !== 'json' || value !== undefined),
  );
}
