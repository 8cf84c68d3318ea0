import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VARIABLES } from '../../lib/config';
import { PROJECT } from '../support/project-copy';

const DEPLOY = ['ACCOUNT_SID', 'AUTH_TOKEN'];

const blocks = readFileSync(join(PROJECT, '.env.example'), 'utf8').trim().split('\n\n').slice(1);

test('.env.example has exactly the variables that the library and the deploy read', () => {
  const names = blocks.map((block) => /^(?:# )?(\w+)=/m.exec(block)?.[1]);

  expect(names).toEqual([...VARIABLES, ...DEPLOY]);
});

test.each(blocks)('says what it is, whether it is required, and its format: %s', (block) => {
  const [heading = '', ...lines] = block.split('\n');
  const [name, need, format] = heading.replace(/^# /, '').split(' · ');

  expect(lines.at(-1)).toMatch(new RegExp(`^(# )?${name}=`));
  expect(need).toMatch(/^(required|optional)/);
  expect(format).not.toBe('');
  expect(lines.length).toBeGreaterThan(1);
});

test('holds no secret', () => {
  expect(blocks.filter((block) => /^(# )?(PASSWORD|AUTH_TOKEN)=.+/m.test(block))).toEqual([]);
});
