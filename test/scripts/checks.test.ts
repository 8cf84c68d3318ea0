import { createServer } from 'node:net';
import { curlExamples } from '../../cli/project/curl-examples';
import { readManifest, requireManifest, type Upload } from '../../cli/project/deploy-manifest';
import { requireFreePort } from '../../cli/project/port';
import { PROJECT } from '../support/projects/project';

describe('the port', () => {
  test.each(['0', '65536', '80.5', 'http', '-1'])('PORT=%s is refused', async (given) => {
    await expect(requireFreePort(given)).rejects.toThrow(/PORT must be a whole number/);
  });

  test('that is in use is refused with a fix', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, () => resolve((server.address() as { port: number }).port));
    });

    await expect(requireFreePort(`${port}`)).rejects.toThrow(
      `Port ${port} is in use. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`,
    );
    server.close();
  });
});

describe('an upload', () => {
  const extra: Upload = {
    kind: 'function',
    path: '/debug',
    visibility: 'public',
    file: '.twilioserverless/functions/debug.js',
  };

  test('that equals the manifest is accepted', () => {
    expect(() => requireManifest(readManifest(PROJECT), PROJECT)).not.toThrow();
  });

  test('that differs from the manifest is refused with both differences', () => {
    const [first, ...others] = readManifest(PROJECT);

    expect(() => requireManifest([...others, extra], PROJECT)).toThrow(
      new RegExp(`- \\w+ \\w+ ${first?.path} [\\s\\S]*\\+ public function /debug`),
    );
  });
});

describe('the curl lines', () => {
  const url = 'http://localhost:3000/basic';

  test.each([
    ['plain', 'twilio', 'PASSWORD=a b$c', 'a b$c', `-u "twilio:$(sed -n 's/^PASSWORD=//p' .env)"`],
    ['quoted', 'twilio', 'PASSWORD="a b"', 'a b', '-u twilio http'],
    ['set twice', 'twilio', 'PASSWORD=a\nPASSWORD=b', 'b', '-u twilio http'],
    [
      'after a name with special characters',
      "o'brien x",
      'PASSWORD=a',
      'a',
      "-u 'o'\\''brien x' http",
    ],
  ])('never contain a password: %s', (_case, USERNAME, text, PASSWORD, expected) => {
    const lines = curlExamples(url, { USERNAME, PASSWORD }, text);

    expect(lines).toContain(`401  curl -i ${url}\n`);
    expect(lines).toContain(expected);
  });
});
