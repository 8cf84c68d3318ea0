import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { useDashboard } from '../support/dashboard/dashboard';
import { PASSWORD } from '../support/directory/directory';
import { PROJECT } from '../support/projects/project';

// The code of docs/dashboard/elements.md, run.

const guide = readFileSync(join(PROJECT, 'docs/dashboard/elements.md'), 'utf8');
const [team = '', login = '', script = ''] = snippets('ts');
const [style = ''] = snippets('css');
const dashboard = useDashboard({}, { functions: { team: handler(team), login: handler(login) } });

function snippets(language: string): readonly string[] {
  const found = guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'));
  return [...found].map(([, code = '']) => code);
}

/** Returns an expression of the handler that a snippet exports. */
function handler(code: string): string {
  const body = code
    .replace(/^import (\{.*\}) from .*$/m, 'const $1 = auth;')
    .replace('export const handler =', 'return');
  return `(() => { ${body} })()`;
}

test('a visitor of the page of the guide logs in on its login page, and sees both elements', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open('/team', { bypassCSP: false });
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('auth-user button').waitFor();
  await page.getByRole('table').waitFor();
});

test('the script of the guide takes over after a login, and its style changes the look', async () => {
  const { email } = await dashboard.addPerson();
  // The color of a button changes within 0.12 s, unless the user wants no motion.
  const page = await dashboard.open('/login', { reducedMotion: 'reduce' });
  await page.addScriptTag({
    content: transformSync(script, { loader: 'ts' }).code,
    type: 'module',
  });
  await page.addStyleTag({ content: style });
  const button = page.getByRole('button', { name: 'Log in', exact: true });
  const look = await button.evaluate((it) => {
    const { backgroundColor, borderRadius, fontFamily } = getComputedStyle(it);
    return { backgroundColor, borderRadius, fontFamily };
  });
  expect(look).toEqual({
    backgroundColor: 'rgb(124, 45, 18)',
    borderRadius: '0px',
    fontFamily: 'Georgia, serif',
  });
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.title === 'Ahoy, Ada Lovelace');
  expect(new URL(page.url()).pathname).toBe('/login');
});
