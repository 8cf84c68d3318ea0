import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VARIABLES } from '../../../lib/config';
import { PROJECT } from '../../support/projects/project';

const DEPLOY = ['ACCOUNT_SID', 'AUTH_TOKEN'];

const functions = readdirSync(join(PROJECT, 'functions'), { recursive: true })
  .map((name) => join(PROJECT, 'functions', `${name}`))
  .filter((file) => file.endsWith('.ts'));

// A Function that has variables of its own declares each as a text that may be missing.
const functionVariables = functions.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^ +readonly ([A-Z0-9_]+)\?: string;$/gm)].map(
    ([, name]) => name,
  ),
);

const blocks = readFileSync(join(PROJECT, '.env.example'), 'utf8').trim().split('\n\n').slice(1);

test('.env.example has exactly the variables that the library, a Function or the deploy reads', () => {
  const names = blocks.map((block) => /^(?:# )?(\w+)=/m.exec(block)?.[1]);

  expect(names).toEqual([...VARIABLES, ...functionVariables, ...DEPLOY]);
});

test('a Function reads no variable that it does not declare', () => {
  const named = functions.flatMap(
    (file) =>
      readFileSync(file, 'utf8').match(/(?<=context(?:\.|\[')|[{,] )[A-Z0-9]+(?:_[A-Z0-9]+)+/g) ??
      [],
  );
  const ofThePlatform = ['DOMAIN_NAME', 'PATH'];

  expect(functionVariables).toContain('UPSTREAM_URL');
  expect(named).toContain('UPSTREAM_URL');
  expect(named.filter((name) => ![...functionVariables, ...ofThePlatform].includes(name))).toEqual(
    [],
  );
});

test.each(blocks)(
  '.env.example describes each variable, its format, and whether it is required: %s',
  (block) => {
    const [heading = '', ...lines] = block.split('\n');
    const [name, need, format] = heading.replace(/^# /, '').split(' · ');

    expect(lines.at(-1)).toMatch(new RegExp(`^(# )?${name}=`));
    expect(need).toMatch(/^(required|optional)/);
    expect(format).not.toBe('');
    expect(lines.length).toBeGreaterThan(1);
  },
);

test('.env.example contains no secret', () => {
  expect(
    blocks.filter((block) =>
      /^(# )?(PASSWORD|AUTH_TOKEN|JWT_SECRET|(JWT_SIGNING|DIRECTORY)_KEY\w*|DATABASE_URL|SMTP_URL)=.+/m.test(
        block,
      ),
    ),
  ).toEqual([]);
});
