import { presenter, problemsOf } from '../../support/guard/presenter';
import { deployAssets, removeAssets } from '../../support/services/deploy-assets';

// An htpasswd file has the meaning that Apache and nginx give it, in any encoding.

const HASH = '$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

afterEach(removeAssets);

test.each([
  ['a byte order mark in front', `\ufeffada:${HASH}\nbob:${HASH}\n`],
  ['lines that end as on Windows', `\ufeff# staff\r\nada:${HASH}\r\nbob:${HASH}\r\n`],
  ['lines that end as on a Mac of old', `# staff\rada:${HASH}\rbob:${HASH}\r`],
  ['white space around a line', `  ada:${HASH}   \n\tbob:${HASH}\t\n`],
  ['further fields', `ada:${HASH}:Ada, support\nbob:${HASH}::\n`],
])('every user is accepted under the correct name in a file with %s', async (_what, text) => {
  deployAssets({ '/users.htpasswd': text });
  const { present } = presenter();

  for (const name of ['ada', 'bob']) {
    expect(await present(name, 'wrong')).toMatchObject({ username: name });
  }
});

test('a file in UTF-16 is an error that says so', () => {
  const bytes = Buffer.from(`ada:${HASH}\n`, 'utf16le');
  deployAssets({ '/users.htpasswd': bytes.toString() });

  expect(problemsOf({})).toEqual(['the asset /users.htpasswd is UTF-16 text: save it as UTF-8']);
});

test.each([
  ['a space at its end', 'ada ', 'begins or ends with white space'],
  ['a space at its beginning', ' ada', 'begins or ends with white space'],
  ['a no-break space', 'a\u00a0da', 'has an invisible character'],
  ['a zero-width space', 'a\u200bda', 'has an invisible character'],
  ['a soft hyphen', 'a\u00adda', 'has an invisible character'],
  ['a Hangul filler', 'ada\u3164', 'has an invisible character'],
  ['a mark of direction', '\u202eada', 'has an invisible character'],
  ['a byte order mark', '\ufeffada', 'begins with a byte order mark'],
])('a name with %s is an error that names the line', (_what, name, problem) => {
  expect(problemsOf({}, { BASIC_AUTH_CREDENTIALS: `bob:password 1\n${name}:password 2` })).toEqual([
    expect.stringContaining(`the username in line 2 of BASIC_AUTH_CREDENTIALS ${problem}`),
  ]);
  expect(problemsOf({ credentials: { username: name, password: 'password 2' } })).toEqual([
    expect.stringContaining(problem),
  ]);
});
