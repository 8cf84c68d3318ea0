import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quotationProblems, quotedTestsIn } from '../support/docs/quoted-tests';
import { PROJECT } from '../support/projects/project';

// The requirements of levels 1 and 2 in OWASP ASVS 5.0.0, chapters V6 to V9, by section.
const REQUIREMENTS: Readonly<Record<string, readonly number[]>> = {
  '6.1': [1, 2, 3],
  '6.2': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  '6.3': [1, 2, 3, 4],
  '6.4': [1, 2, 3, 4],
  '6.5': [1, 2, 3, 4, 5],
  '6.6': [1, 2, 3],
  '6.8': [1, 2, 3, 4],
  '7.1': [1, 2, 3],
  '7.2': [1, 2, 3, 4],
  '7.3': [1, 2],
  '7.4': [1, 2, 3, 4, 5],
  '7.5': [1, 2],
  '7.6': [1, 2],
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1],
  '8.4': [1],
  '9.1': [1, 2, 3],
  '9.2': [1, 2, 3, 4],
};
const NUMBERS = Object.entries(REQUIREMENTS).flatMap(([section, numbers]) =>
  numbers.map((number) => `v5.0.0-${section}.${number}`),
);
const ANSWERS = ['met', 'by the deployment', 'not applicable', 'not met'];
const FOLDER = join(PROJECT, 'docs', 'security');
const CHAPTERS = ['authentication', 'sessions', 'authorization', 'tokens'];

interface Row {
  readonly number: string;
  readonly asks: string;
  readonly answer: string;
  readonly proof: string;
}

const rows: readonly Row[] = CHAPTERS.flatMap((chapter) =>
  readFileSync(join(FOLDER, `asvs-${chapter}.md`), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| v5.'))
    .map((line) => {
      const [, number = '', asks = '', answer = '', proof = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      return { number, asks, answer, proof };
    }),
);

test('every page of the folder is listed here', () => {
  const names = ['asvs.md', ...CHAPTERS.map((chapter) => `asvs-${chapter}.md`)];
  expect(readdirSync(FOLDER).toSorted()).toEqual(names.toSorted());
});

test('the pages have each requirement of levels 1 and 2 once and in order', () => {
  expect(rows.map(({ number }) => number)).toEqual(NUMBERS);
});

test.each(rows)(
  '$number has an answer and either a test or a reason',
  ({ asks, answer, proof }) => {
    expect(ANSWERS).toContain(answer);
    expect(asks).not.toBe('');
    expect(proof).not.toBe('');
    expect(quotedTestsIn(proof, FOLDER).flatMap(quotationProblems)).toEqual([]);
  },
);

test('a requirement that is met without a test has a reason', () => {
  const bare = rows.filter(
    ({ answer, proof }) => answer === 'met' && quotedTestsIn(proof, FOLDER).length === 0,
  );
  expect(bare.filter(({ proof }) => !proof.startsWith('Reason: '))).toEqual([]);
});

test('asvs.md contains the number of each answer', () => {
  const index = readFileSync(join(FOLDER, 'asvs.md'), 'utf8');
  for (const answer of ANSWERS) {
    const count = rows.filter((row) => row.answer === answer).length;
    expect(index).toContain(`| ${answer} | ${count} |`);
  }
});
