import { usersIn, withoutUser, withUsers } from '../../../cli/credentials/user-lines';

const ADA = { username: 'ada', stored: 'new' };

test('users are found by the name before the first colon, in normalization form C', () => {
  const text = '# eve:x\n\nada:a:b\r\nso\u0308ren:x\nno colon\n #:x\n';

  expect([...usersIn(text)]).toEqual(['ada', 's\u00f6ren']);
});

test.each([
  ['to nothing', '', 'ada:new\n'],
  ['at the end', 'bob:1\n', 'bob:1\nada:new\n'],
  ['after a line without a line break', '# us\nbob:1', '# us\nbob:1\nada:new\n'],
  ['in place of the last removed user', '# nobody\n', 'ada:new\n'],
  ['with the line ends of Windows', 'bob:1\r\n', 'bob:1\r\nada:new\r\n'],
])('a user is added %s', (_case, before, after) => {
  expect(withUsers(before, [ADA])).toBe(after);
});

test.each([
  ['in its line', 'ada:1\n# us\nbob:1\n', 'ada:new\n# us\nbob:1\n'],
  ['once if it existed twice', 'ada:1\nbob:1\nada:2\n', 'ada:new\nbob:1\n'],
  ['with its line end', 'ada:1\r\nbob:1\r\n', 'ada:new\r\nbob:1\r\n'],
])('a user is changed %s', (_case, before, after) => {
  expect(withUsers(before, [ADA])).toBe(after);
});

test.each([
  ['and the rest stays', '# us\nada:1\nbob:1\n', '# us\nbob:1\n'],
  ['from each of its lines', 'ada:1\nbob:1\nada:2', 'bob:1'],
  ['and a placeholder stands for an empty list', 'ada:1\n', '# nobody\n'],
])('a user is removed, %s', (_case, before, after) => {
  expect(withoutUser(before, 'ada')).toBe(after);
});

test('ten thousand users are added at once without delay', () => {
  const users = Array.from({ length: 10_000 }, (_, index) => ({
    ...ADA,
    username: `user${index}`,
  }));

  expect(usersIn(withUsers('', users)).size).toBe(10_000);
});
