import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../support/package/package-tarball';
import { runPackagedCommand } from '../support/package/packaged-command';
import { createProject } from '../support/projects/adopting-project';
import type { OpenedProject } from '../support/projects/project-copy';
import { ENVIRONMENTS, withService } from '../support/services/environments';

let project: OpenedProject;
beforeAll(async () => {
  project = await createProject('javascript', installPackage);
});
afterAll(() => project.remove());

const at = (name: string) => join(project.folder, 'assets', name);
const add = () => runPackagedCommand(['add', 'dashboard', '--yes'], { folder: project.folder });

test('add dashboard writes the Function, the page, its scripts and styles, and a theme', () => {
  expect(add().status).toBe(0);
  const files = readdirSync(at('dashboard')).map((name) => name.replace(/\.[0-9a-f]{8}\./, '.'));
  expect(files).toEqual(expect.arrayContaining(['icon.svg', 'main.css', 'main.js', 'theme.css']));
  const code = readFileSync(join(project.folder, 'functions', 'account.js'), 'utf8');
  expect(code).toContain("require('twilio-functions-auth')");
});

test.each(ENVIRONMENTS)(
  'the added dashboard is served with its theme, $environment',
  async (environment) => {
    const variables = {
      DIRECTORY_KEY: 'x',
      DATABASE_URL: 'x',
      PUBLIC_URL: 'https://service.example',
    };
    const started = environment.start({ folder: project.folder, variables });
    await withService(started, async ({ url }) => {
      const page = await fetch(`${url}/account`);
      const html = await page.text();
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      const names = [...html.matchAll(/(?:src|href|content)="(\/dashboard\/[^"]+)"/g)];
      const statuses = await Promise.all(
        names.map(async ([, path]) => [path, (await fetch(`${url}${path}`)).status]),
      );
      expect(statuses).toHaveLength(6);
      expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
    });
  },
);

test('the dashboard of another version is replaced, and the theme stays', () => {
  const page = readFileSync(at('dashboard.private.html'), 'utf8');
  writeFileSync(at('dashboard.private.html'), page.replace(/twilio-functions-auth \S+/, '$&-old'));
  writeFileSync(at('dashboard/main.00000000.js'), '// of another version\n');
  writeFileSync(at('dashboard/theme.css'), ':root { --radius: 0 }\n');
  const { stderr } = add();
  expect(stderr).toContain('+ assets/dashboard.private.html is now that of');
  expect(stderr).toContain('- assets/dashboard/main.00000000.js');
  expect(readFileSync(at('dashboard.private.html'), 'utf8')).toBe(page);
  expect(readdirSync(at('dashboard'))).not.toContain('main.00000000.js');
  expect(readFileSync(at('dashboard/theme.css'), 'utf8')).toBe(':root { --radius: 0 }\n');
});

test('another page at the same path is refused, and nothing is written', () => {
  writeFileSync(at('dashboard.private.html'), '<title>Mine</title>');
  const { status, stderr } = add();
  expect(status).toBe(1);
  expect(stderr).toContain('is not of twilio-functions-auth');
  expect(readFileSync(at('dashboard.private.html'), 'utf8')).toBe('<title>Mine</title>');
});
