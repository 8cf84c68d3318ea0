interface Packages {
  readonly 'playwright-core': typeof import('playwright-core');
  readonly 'puppeteer-core': typeof import('puppeteer-core');
  readonly pixelmatch: typeof import('pixelmatch');
}

type Import = (name: string) => Promise<unknown>;

/**
 * Imports a package once for each worker of jest, which itself loads modules again for each test file: half a second
 * for `playwright-core`. It also imports ES modules, which jest can from Node.js 24.9 on.
 */
export function importPackage<Name extends keyof Packages>(name: Name): Promise<Packages[Name]> {
  const { importOutsideJest } = globalThis as { readonly importOutsideJest?: Import };
  // A script has no jest.
  const load: Import = importOutsideJest ?? ((path) => import(path));
  return load(name) as Promise<Packages[Name]>;
}
