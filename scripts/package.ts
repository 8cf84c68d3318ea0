import { execFileSync } from 'node:child_process';
import { DATA } from '../cli/project/paths';
import { runCommand } from '../cli/run-command';
import { buildPackage } from './package/build-package';
import { PACKAGE } from './package/package-folder';
import { writeReport } from './package/write-report';

// npm run package: builds the npm package in .data/package, and packs it into .data/*.tgz.
// npm run package -- --report: writes the list of its files and its public types to package/ as well.
runCommand(async () => {
  await buildPackage();
  if (process.argv.includes('--report')) writeReport();
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', DATA, PACKAGE], {
    encoding: 'utf8',
  });
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(packed);
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
  console.log(
    `.data/${filename}: ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} in ${entryCount} files`,
  );
});
