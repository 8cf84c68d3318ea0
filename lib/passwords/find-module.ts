/**
 * Finds an installed package's file without loading it.
 *
 * @returns `undefined` where the package is not installed.
 */
export function findModule(name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
