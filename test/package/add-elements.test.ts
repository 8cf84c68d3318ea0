import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILER } from '../../cli/project/paths';
import { installPackage } from '../support/package/package-tarball';
import { runPackagedCommand } from '../support/package/packaged-command';
import { createProject } from '../support/projects/adopting-project';
import { PROJECT } from '../support/projects/project';
import type { OpenedProject } from '../support/projects/project-copy';
import { writeFiles } from '../support/projects/write-project';
import { ENVIRONMENTS, withService } from '../support/services/environments';

let project: OpenedProject;
beforeAll(async () => {
  project = await createProject('javascript', installPackage);
});
afterAll(() => project.remove());

const at = (name: string) => join(project.folder, 'assets', name);
const add = () => runPackagedCommand(['add', 'elements', '--yes'], { folder: project.folder });

test('add elements writes two example pages, their script and style, and a style of the project', () => {
  expect(add().status).toBe(0);
  const files = readdirSync(at('elements')).map((name) => name.replace(/\.[0-9a-f]{8}\./, '.'));
  expect(files).toEqual(expect.arrayContaining(['elements.css', 'elements.js', 'page.css']));
  const code = readFileSync(join(project.folder, 'functions', 'team.js'), 'utf8');
  expect(code).toContain("require('twilio-functions-auth')");
});

test.each(ENVIRONMENTS)(
  'the added login page is served with its script and style, $environment',
  async (environment) => {
    const variables = {
      DIRECTORY_KEY: 'x',
      DATABASE_URL: 'x',
      PUBLIC_URL: 'https://service.example',
    };
    const started = environment.start({ folder: project.folder, variables });
    await withService(started, async ({ url }) => {
      const page = await fetch(`${url}/login`);
      const html = await page.text();
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(html).toContain('content="{&quot;origin&quot;:&quot;https://service.example&quot;');
      const paths = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
      const statuses = await Promise.all(
        paths.map(async (path) => (await fetch(`${url}${path}`)).status),
      );
      expect(statuses).toEqual([200, 200, 200]);
    });
  },
);

test('the elements of another version are replaced, and the style of the project stays', () => {
  const head = readFileSync(at('elements.private.html'), 'utf8');
  writeFileSync(at('elements.private.html'), head.replace(/twilio-functions-auth \S+/, '$&-old'));
  writeFileSync(at('elements/elements.00000000.js'), '// of another version\n');
  writeFileSync(at('elements/page.css'), 'body { margin: 0 }\n');
  const { stderr } = add();
  expect(stderr).toContain('+ assets/elements.private.html is now that of');
  expect(stderr).toContain('- assets/elements/elements.00000000.js');
  expect(readFileSync(at('elements.private.html'), 'utf8')).toBe(head);
  expect(readFileSync(at('elements/page.css'), 'utf8')).toBe('body { margin: 0 }\n');
});

const PAGE = `import type {} from 'twilio-functions-auth/elements';

document.querySelector('auth-login')?.addEventListener('auth:logged-in', ({ detail }) => {
  console.log(detail.user.email.length, detail.account.name);
});
document.addEventListener('auth:members-changed', ({ detail }) => {
  // @ts-expect-error: a change is a text
  const wrong: number = detail.change;
  console.log(wrong);
});
`;

test.each([
  ['a bundler', 'bundler', 'esnext'],
  ['Node.js', 'node16', 'node16'],
])(
  'the types of the events are known to a page that is compiled for %s',
  (_what, resolution, module) => {
    writeFiles(project.folder, { 'page/page.ts': PAGE });
    const args = ['--noEmit', '--strict', '--lib', 'es2023,dom', '--target', 'es2023'];
    const tsc = join(PROJECT, COMPILER);
    const more = ['--moduleResolution', resolution, '--module', module, 'page/page.ts'];
    const printed = execFileSync(process.execPath, [tsc, ...args, ...more], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect(printed).toBe('');
  },
);
