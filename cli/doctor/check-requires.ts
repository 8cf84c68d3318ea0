import type { Finding } from './finding';
import type { Project } from './project';

/** What built files require and would not find once deployed. */
export function checkRequires({ requires, packageJson }: Project): readonly Finding[] {
  const dependencies = Object.keys(packageJson.dependencies ?? {});
  return requires.flatMap(({ file, module }): readonly Finding[] => {
    if (/^(?:\.|\/)/.test(module)) {
      const message = `requires ${module}, which fails once deployed: files lie apart there`;
      const remedy = 'import it from a .ts file, or through Runtime.getAssets()';
      return [{ level: 'error', name: file, message, remedy }];
    }
    const name = packageOf(module);
    if (dependencies.includes(name)) return [];
    const message = `requires ${name}, which is not in "dependencies" of package.json`;
    const remedy = `npm install --save-exact ${name}`;
    return [{ level: 'error', name: file, message, remedy }];
  });
}

// @scope/name/file is of the package @scope/name.
function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
