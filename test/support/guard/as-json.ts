/**
 * An input as the service's clients send it: with `json: true`, which every endpoint of the directory
 * takes and some require. A `json` of its own stays, and one that is undefined is left out.
 */
export function asJson(input: object): object {
  const whole = Object.entries({ json: true, ...input });
  return Object.fromEntries(
    whole.filter(([name, value]) => name !== 'json' || value !== undefined),
  );
}
