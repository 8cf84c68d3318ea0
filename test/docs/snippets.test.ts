import '../support/jest/built-assets';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILER } from '../../cli/project/paths';
import { makeTempFolder } from '../support/processes/temp-folder';
import { linkPackages, PROJECT } from '../support/projects/project';
import { writeFiles } from '../support/projects/write-project';

interface Snippet {
  readonly name: string;
  readonly code: string;
}

const PUBLIC_API = `import {
  accessOf, apiKey, basic, basicAuthorization, bearer, dashboard, elements, hashPassword, memoryReplayStore, memoryThrottle,
  open, policyFor, session, twilioSignature, withAuth,
} from '../assets/auth.private';
import type {
  Authenticator, Authorize, Decision, DecisionCode, Edge, FunctionEvent, Handler, Misconfiguration, OnDecision, Outcome,
  Policy, PolicyOptions, Principal, Refusal, RefusalCode, RequestHeaders, RequestHeadersOption, Requirement,
  ResponseCookie, Scheme, TwilioHandler, VerifyPassword,
} from '../assets/auth.private';
import { jwksEndpoint, tokenEndpoint } from '../assets/jwt.private';
import { scimEndpoint } from '../assets/scim.private';
`;

const documents = [
  ...readdirSync(PROJECT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(PROJECT, 'docs'), { recursive: true })
    .map((name) => join('docs', `${name}`))
    .filter((name) => name.endsWith('.md')),
];
const sources = readdirSync(join(PROJECT, 'lib'), { recursive: true })
  .map((name) => join('lib', `${name}`))
  .filter((name) => name.endsWith('.ts'));

const fromDocuments = documents.flatMap((name) =>
  [...read(name).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ''], index) => ({
    name: `${name} #${index + 1}`,
    // A snippet for a page uses the browser's types.
    code: /\b(?:navigator|document)\./.test(code) ? `/// <reference lib="dom" />\n${code}` : code,
  })),
);
const fromDocstrings = sources.flatMap((name) =>
  [...read(name).matchAll(/@example\s*([\s\S]*?)\s*\*\//g)]
    .map(([, example = '']) => example.replace(/^ *\* ?/gm, ''))
    .filter((code) => /\b(?:withAuth|basic|open|accessOf)\(|^const \w+: [A-Z]/m.test(code))
    .map((code) => ({ name: `@example in ${name}`, code: `${PUBLIC_API}${code}\n` })),
);
const snippets: readonly Snippet[] = [...fromDocuments, ...fromDocstrings];

test('the README, the guides and the public docstrings have snippets', () => {
  const names = snippets.map(({ name }) => name).join('\n');

  expect(names).toContain('README.md #1');
  expect(names).toContain('docs/add-to-existing-project.md #1');
  for (const file of [
    'types',
    'guard/access',
    'guard/open',
    'guard/with-auth',
    'schemes/basic/basic',
  ]) {
    expect(names).toContain(`@example in lib/${file}.ts`);
  }
});

describe('the compiler', () => {
  const code = `${PUBLIC_API}withAuth(basic(), (context) => context.auth.password);\n`;
  let errors: readonly string[];

  // In one run: it takes most of its time to read the types of the packages.
  beforeAll(() => {
    errors = compile([...snippets, { name: 'wrong', code }]);
  });

  test('compiles every snippet as a file of functions/', () => {
    expect(errors.filter((error) => !error.startsWith('wrong: '))).toEqual([]);
  });

  test('does not compile a snippet that uses this library wrongly', () => {
    expect(errors.filter((error) => error.startsWith('wrong: '))).toEqual([
      expect.stringContaining("Property 'password' does not exist"),
    ]);
  });
});

test('every link between documents has an existing target', () => {
  const links = documents.flatMap((name) =>
    [...read(name).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => ({
      name,
      target: join(PROJECT, name, '..', link),
    })),
  );

  expect(links.filter(({ target }) => !existsSync(target))).toEqual([]);
});

test('every link to a heading has an existing target', () => {
  const links = documents.flatMap((name) =>
    [...read(name).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)].map(
      ([, link = '', heading = '']) => ({
        name,
        target: link === '' ? name : join(name, '..', link),
        heading,
      }),
    ),
  );
  const broken = links.filter(({ target, heading }) => !headingsOf(target).includes(heading));

  expect(links.length).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});

/** Returns the anchors of a document's headings. */
function headingsOf(name: string): readonly string[] {
  const text = read(name).replace(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function read(name: string): string {
  return readFileSync(join(PROJECT, name), 'utf8');
}

/** Returns the folder that a snippet names in its first line, or `functions`. */
function folderOf(code: string): string {
  return /^\/\/ (functions\/.*)\/[^/]+\.ts$/m.exec(code)?.[1] ?? 'functions';
}

/**
 * Compiles snippets with the project's settings, as files of a folder that the compiler merges with the project.
 *
 * @returns the compiler's errors, each after the snippet's name.
 */
function compile(given: readonly Snippet[]): readonly string[] {
  const { path: folder, remove } = makeTempFolder('snippets');
  try {
    // A TypeScript project copies these types into a folder of its own.
    const types = ['auth.d.ts', 'jwt.d.ts'].map((name) => [
      `types/${name}`,
      read(`.twilioserverless/types/${name}`),
    ]);
    const named = given.map(({ name, code }, index) => ({
      name,
      file: `${folderOf(code)}/snippet-${index}.ts`,
      code,
    }));
    writeFiles(folder, {
      ...Object.fromEntries(types),
      ...Object.fromEntries(named.map(({ file, code }) => [file, code])),
      'tsconfig.json': JSON.stringify({
        extends: join(PROJECT, 'tsconfig.json'),
        compilerOptions: {
          rootDirs: ['.', PROJECT],
          noUnusedLocals: false,
          noUnusedParameters: false,
          // The package has the same types.
          paths: {
            'twilio-functions-auth': ['./types/auth.d.ts'],
            'twilio-functions-auth/elements': [join(PROJECT, 'dashboard/elements/types.ts')],
          },
        },
        include: ['.'],
        exclude: [],
      }),
    });
    linkPackages(folder);
    const { stdout } = spawnSync(process.execPath, [join(PROJECT, COMPILER), '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const names = new Map(named.map(({ name, file }) => [file, name]));
    return stdout.split('\n').flatMap((line) => {
      const [, file = '', message] = /^(.+)\(\d+,\d+\): error (.+)$/.exec(line) ?? [];
      return message === undefined ? [] : [`${names.get(file) ?? file}: ${message}`];
    });
  } finally {
    remove();
  }
}
