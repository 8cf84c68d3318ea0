// Prints what publint and "Are the types wrong?" report about an unpacked package and its tarball.
import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

const [folder, tarball] = process.argv.slice(2);
const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
const types = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
console.log(JSON.stringify({ messages, kind: types.types?.kind, problems: types.problems }));
