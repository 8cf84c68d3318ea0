import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder } from '../support/processes/temp-folder';
import { PROJECT } from '../support/projects/project';

// Other projects copy only this asset, and they may not have the package.

const HASHES = [
  ['bcrypt', '$2y$10$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2XoJz7PFYAEADFKbC', 'a bcrypt'],
  ['argon2id', `$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$${'A'.repeat(43)}`, 'an argon2id'],
] as const;

test.each(HASHES)(
  'a hash of %s without hash-wasm is an error that names the missing package',
  (_kind, hash, name) => {
    const { path, remove } = makeTempFolder('alone');
    const asset = join(PROJECT, '.twilioserverless', 'assets', 'auth.private.js');
    copyFileSync(asset, join(path, 'auth.private.js'));
    const script = `const { basic } = require('./auth.private.js');
    const credentials = 'ada:' + process.argv[1];
    console.log(JSON.stringify(basic({ credentials }).configure({})));`;

    const stdout = execFileSync(process.execPath, ['-e', script, hash], {
      cwd: path,
      encoding: 'utf8',
    });
    remove();

    expect(JSON.parse(stdout)).toEqual({
      problems: [
        `the password of user "ada" in credentials is ${name} hash, which requires a package: npm install hash-wasm`,
      ],
    });
  },
);
