import { de } from '../../dashboard/texts/de';
import { en } from '../../dashboard/texts/en';
import { inside } from '../../dashboard/texts/en/inside';

// The German texts, against the English ones.

type Text = string | ((...values: readonly unknown[]) => string);

/** Words that are the same in both languages, and technical names. */
const SAME = [
  'Administrator',
  'Authtoken',
  'Authtokens',
  'Claim',
  'Code',
  'Details',
  'Name',
  'Passkey',
  'Passkeys',
  'Person',
  'SMS',
  'Status',
  'WhatsApp',
  'npx twilio-functions-auth directory reset-mfa',
  'optional',
];
/** Values for the texts that are functions: names, and counts for the singular, the plural and none. */
const SAMPLES: readonly (readonly unknown[])[] = [
  ['Ada', 'Acme'],
  [1, 97],
  [41, 97],
  ['1'],
  ['0'],
  [undefined],
];

const english = textsOf({ ...en, ...inside });
let german: ReadonlyMap<string, Text>;
beforeAll(async () => {
  const files = await Promise.all(Object.values(de.files).map((load) => load()));
  german = textsOf(Object.assign({ ...de.texts }, ...files.map(({ texts }) => texts)));
});

test('German has the same texts as English, and each is a function in both or in neither', () => {
  expect(typesOf(german)).toEqual(typesOf(english));
});

test('every text differs between English and German, except for words that are the same', () => {
  const same = [...english].flatMap(([path, text]) => {
    const translated = written(german.get(path));
    return written(text).filter((words, index) => words === translated[index]);
  });
  expect([...new Set(same)].sort()).toEqual(SAME);
});

test.each(SAMPLES.slice(0, 3))(
  'every German text shows the values %p and %p that the English text shows',
  (...values) => {
    const missing = [...english].filter(([path, text]) => {
      const shown = values.filter((value) => fill(text, values).includes(`${value}`));
      const translated = fill(german.get(path), values);
      return typeof text === 'function' && !shown.every((value) => translated.includes(`${value}`));
    });
    expect(missing.map(([path]) => path)).toEqual([]);
  },
);

test('no text is empty or has spaces at its ends', () => {
  const texts = [...english, ...german].flatMap(([, text]) => written(text));
  expect(texts.filter((words) => words === '' || words !== words.trim())).toEqual([]);
});

/** Returns every text by its path. */
function textsOf(tree: object): ReadonlyMap<string, Text> {
  return new Map(flatten(tree, ''));
}

function flatten(value: unknown, path: string): [string, Text][] {
  if (typeof value === 'string' || typeof value === 'function') return [[path, value as Text]];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`),
  );
}

function typesOf(texts: ReadonlyMap<string, Text>): object {
  return Object.fromEntries([...texts].map(([path, text]) => [path, typeof text]));
}

/** Returns what the user reads: the text, or what the function returns for each sample. */
function written(text: Text | undefined): readonly string[] {
  return typeof text === 'function' ? SAMPLES.map((values) => fill(text, values)) : [text ?? ''];
}

function fill(text: Text | undefined, values: readonly unknown[]): string {
  return typeof text === 'function' ? text(...values) : (text ?? '');
}
