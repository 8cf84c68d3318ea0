import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../cli/project/paths';
import { OPERATIONS } from '../../../lib/directory/operations/index';
import { describeDirectory } from '../../../scripts/openapi/describe-directory';
import { lintApi } from '../../../scripts/openapi/lint-api';
import { clientTypes } from '../../../scripts/openapi/write-client-types';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('the checked-in document matches the schemas', () => {
  expect(JSON.parse(read('docs/openapi.json'))).toEqual(
    JSON.parse(JSON.stringify(describeDirectory())),
  );
});

test('the checked-in types of the client match the document', async () => {
  expect(read('client/api.ts')).toBe(await clientTypes(describeDirectory()));
});

test('the linter reports no problem', async () => {
  expect(await lintApi(describeDirectory())).toEqual([]);
});

test('the linter reports a problem in an incomplete document', async () => {
  const document = { ...describeDirectory(), info: { title: 'Directory' } };
  expect(await lintApi(document)).not.toEqual([]);
});

test.each(OPERATIONS)('$name has a Function with that path', ({ name }) => {
  expect(existsSync(join(ROOT, 'functions', `${name}.ts`))).toBe(true);
});
