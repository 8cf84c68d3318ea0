import Environment from './environment.mjs';

/** Gives test files what `import-package.ts` needs: an `import()` outside of jest. */
// biome-ignore lint/style/noDefaultExport: jest takes an environment as a default export
export default class PackageEnvironment extends Environment {
  async setup() {
    await super.setup();
    this.global.importOutsideJest = (name) => import(name);
  }
}
