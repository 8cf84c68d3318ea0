import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { checkConfiguration } from '../../scripts/check-configuration';
import { checkFunctions } from '../../scripts/check-functions';
import { checkRuntimeHandler } from '../../scripts/check-runtime-handler';
import { checkVariables } from '../../scripts/check-variables';
import { curlLines } from '../../scripts/curl-lines';
import { ROOT } from '../../scripts/paths';
import { readPort } from '../../scripts/read-port';
import { checkManifest, readManifest, type Upload } from '../../scripts/uploads';
import { makeTempFolder } from '../support/temp-folder';

describe('the settings', () => {
  test('that let somebody in pass', () => {
    expect(() => checkConfiguration({ USERNAME: 'twilio', PASSWORD: 'ahoy!' })).not.toThrow();
  });

  test('that let nobody in are listed all at once, by name', () => {
    const settings = { USERNAME: 'a:b', BASIC_AUTH_REALM: '\u00e5' };

    expect(() => checkConfiguration(settings)).toThrow(
      /BASIC_AUTH_REALM is not[\s\S]*USERNAME has a colon[\s\S]*PASSWORD is not set/,
    );
  });
});

describe('the variables of a deploy', () => {
  const full = Object.fromEntries(
    ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [name, 'x'.repeat(450)]),
  );

  test('within the limits pass, and what is not deployed does not count', () => {
    expect(() => checkVariables({ ...full, AUTH_TOKEN: 'x'.repeat(999), EMPTY: '' })).not.toThrow();
  });

  test.each([
    ['a value of 451 bytes', { A: '\u00e5'.repeat(226) }, /- A has over 450 bytes/],
    [
      'a name of 129 characters',
      { ['N'.repeat(129)]: 'x' },
      /- the name N+ has over 128 characters/,
    ],
    ['over 3,000 bytes in all', { ...full, G: 'x'.repeat(450) }, /all variables together/],
  ])('%s is refused before anything is uploaded', (_case, variables, message) => {
    expect(() => checkVariables(variables as Record<string, string>)).toThrow(message);
  });
});

describe('the port', () => {
  test.each(['0', '65536', '80.5', 'http', '-1'])('PORT=%s is refused', async (given) => {
    await expect(readPort(given)).rejects.toThrow(/PORT must be a whole number/);
  });

  test('that is in use is refused, with the way out', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, () => resolve((server.address() as { port: number }).port));
    });

    await expect(readPort(`${port}`)).rejects.toThrow(
      `Port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
    );
    server.close();
  });
});

describe('the runtime handler', () => {
  const { path: folder, remove } = makeTempFolder('runtime-handler');
  afterAll(remove);

  const given = (declared: string | undefined, installed: string | undefined) => {
    const root = join(folder, `${declared}-${installed}`);
    const module = join(root, 'node_modules/@twilio/runtime-handler');
    mkdirSync(module, { recursive: true });
    const dependencies = { '@twilio/runtime-handler': declared };
    writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies }));
    if (installed !== undefined) {
      writeFileSync(join(module, 'package.json'), JSON.stringify({ version: installed }));
    }
    return root;
  };

  test('of this project passes', () => {
    expect(() => checkRuntimeHandler(ROOT)).not.toThrow();
  });

  test.each(['1.2.0', '1.3.0', '2.0.0'])('%s passes', (version) => {
    expect(() => checkRuntimeHandler(given(version, version))).not.toThrow();
  });

  test.each([
    [
      'older than 1.2.0',
      '1.1.1',
      '1.1.1',
      /1\.1\.1 is installed.*from 1\.2\.0 on\.\nRun npm install/,
    ],
    ['declared as a range', '^2.1.0', '2.1.0', /must name an exact version/],
    ['not declared', undefined, '2.1.0', /must name an exact version/],
    ['not installed', '2.1.0', undefined, /is not installed\. Run npm ci/],
  ])('%s is refused, with the way out', (_case, declared, installed, message) => {
    expect(() => checkRuntimeHandler(given(declared, installed))).toThrow(message);
  });
});

describe('what is uploaded', () => {
  const extra: Upload = {
    kind: 'function',
    path: '/debug',
    visibility: 'public',
    file: '.twilioserverless/functions/debug.js',
  };

  test('as agreed passes', () => {
    expect(() => checkManifest(readManifest())).not.toThrow();
  });

  test('beyond what was agreed is named, and so is what is gone', () => {
    const [first, ...others] = readManifest();

    expect(() => checkManifest([...others, extra])).toThrow(
      new RegExp(`- \\w+ \\w+ ${first?.path} [\\s\\S]*\\+ public function /debug`),
    );
  });
});

describe('public Functions', () => {
  const { path: folder, remove } = makeTempFolder('functions');
  afterAll(remove);

  const upload = (name: string, code: string, visibility: Upload['visibility'] = 'public') => {
    writeFileSync(join(folder, `${name}.js`), code);
    const file = relative(ROOT, join(folder, `${name}.js`));
    return { kind: 'function', path: `/${name}`, visibility, file } as const;
  };
  const bare = 'exports.handler = () => {}';

  test('of this project are all guarded or open on purpose', () => {
    expect(() => checkFunctions(readManifest())).not.toThrow();
  });

  test('without a guard are named', () => {
    const uploads = [upload('one', bare), upload('two', bare)];

    expect(() => checkFunctions(uploads)).toThrow(/- \/one [\s\S]*- \/two [\s\S]*withAuth\(…\)/);
  });

  test('that are protected by the platform need no guard', () => {
    expect(() => checkFunctions([upload('three', bare, 'protected')])).not.toThrow();
  });
});

describe('the curl lines', () => {
  const url = 'http://localhost:3000/basic';

  test.each([
    ['plain', 'twilio', 'PASSWORD=a b$c', 'a b$c', `-u "twilio:$(sed -n 's/^PASSWORD=//p' .env)"`],
    ['quoted', 'twilio', 'PASSWORD="a b"', 'a b', '-u twilio http'],
    ['set twice', 'twilio', 'PASSWORD=a\nPASSWORD=b', 'b', '-u twilio http'],
    ['behind a hard name', "o'brien x", 'PASSWORD=a', 'a', "-u 'o'\\''brien x' http"],
  ])('never show a password: %s', (_case, USERNAME, text, PASSWORD, expected) => {
    const lines = curlLines(url, { USERNAME, PASSWORD }, text);

    expect(lines).toContain(`401  curl -i ${url}\n`);
    expect(lines).toContain(expected);
  });
});
