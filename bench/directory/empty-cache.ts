import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const DROP_CACHES = '/proc/sys/vm/drop_caches';

/**
 * Empties the operating system's cache of files, so that the next read of each page is one of the disk.
 *
 * @throws Error on a system other than Linux, or without the rights of root.
 */
export function emptyCache(): void {
  execFileSync('sync');
  // 3: files, and the names and properties of files. https://docs.kernel.org/admin-guide/sysctl/vm.html
  writeFileSync(DROP_CACHES, '3');
}
