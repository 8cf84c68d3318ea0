import { en } from './en';
import type { elements } from './en/elements';
import type { inside } from './en/inside';

/** Every text of the page. A language that misses one does not compile. */
export type Texts = typeof en & typeof inside & { readonly elements: typeof elements };

/** The files of texts by the screens that need them. The English ones are in the files of these screens. */
export type TextFile =
  | 'inside'
  | 'me'
  | 'security'
  | 'credentials'
  | 'activity'
  | 'eventTypes'
  | 'admin'
  | 'singleSignOn';

/** The texts of a language that a login needs, and how the others are loaded. */
export interface Language {
  readonly texts: typeof en;
  readonly files?: Readonly<
    Record<TextFile, () => Promise<{ readonly texts: Partial<typeof inside> }>>
  >;
}

const ENGLISH = 'en';
const LANGUAGES: Readonly<Record<string, () => Promise<Language>>> = {
  en: async () => ({ texts: en }),
  de: async () => (await import('./de')).de,
};

/** The texts in the page's language. */
export const text = { ...en } as Texts;

/** The page's language, such as `en-US`, for times and numbers. */
export let language = ENGLISH;

let chosen: Promise<Language> | undefined;

/**
 * Chooses the first language for which there are texts. Call it before anything is shown.
 *
 * @param wanted - the languages by preference. Default: those of the browser.
 */
export async function chooseLanguage(
  wanted: readonly string[] = navigator.languages,
): Promise<void> {
  language = wanted.find((tag) => Object.hasOwn(LANGUAGES, base(tag))) ?? ENGLISH;
  chosen = LANGUAGES[base(language)]?.();
  addTexts((await chosen)?.texts);
}

/** Loads a file of texts in the page's language. */
export async function loadTexts(file: TextFile): Promise<void> {
  addTexts((await (await chosen)?.files?.[file]())?.texts);
}

/** Loads screens and the texts that they need. */
export async function withTexts<Screens>(
  file: TextFile,
  loading: Promise<Screens>,
): Promise<Screens> {
  const [screens] = await Promise.all([loading, loadTexts(file)]);
  return screens;
}

/** Adds the English texts of a file that is loaded late. Those of another language that are there already stay. */
export function addEnglish(texts: Partial<Texts>): void {
  addTexts({ ...texts, ...text });
}

/** Adds texts in the page's language. */
export function addTexts(texts: Partial<Texts> | undefined): void {
  Object.assign(text, texts);
}

function base(tag: string): string {
  return tag.split('-')[0] ?? tag;
}
