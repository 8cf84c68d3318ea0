import { loadInside } from '../page';
import { en } from './en';
import type { elements } from './en/elements';
import type { inside } from './en/inside';
import type { late } from './en/late';
import type { singleSignOn } from './en/single-sign-on';

/** Every text of the page. A language that misses one does not compile. */
export type Texts = typeof en &
  typeof inside &
  LateTexts & {
    readonly elements: typeof elements;
    readonly singleSignOn: typeof singleSignOn;
  };

/** The texts of what few users need. */
export type LateTexts = typeof late;

/** The texts of a language. Those of the screens behind the login are loaded with the first such screen. */
interface Language {
  readonly load: () => Promise<typeof en>;
  readonly loadInside: () => Promise<typeof inside & Partial<LateTexts>>;
}

/** The texts of the settings of single sign-on, which are in the same file as their screens, or by language. */
export interface SingleSignOnTexts {
  readonly singleSignOn: typeof singleSignOn;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  en: { load: async () => en, loadInside: async () => (await loadInside()).inside },
  de: {
    load: async () => (await import('./de')).de,
    loadInside: async () => (await import('./de/de-inside')).inside,
  },
};
const ENGLISH = 'en';

/** The texts in the page's language. */
export const text = { ...en } as Texts;

/** The page's language, such as `en-US`, for times and numbers. */
export let language = ENGLISH;

/**
 * Chooses the first language for which there are texts. Call it before anything is shown.
 *
 * @param wanted - the languages by preference. Default: those of the browser.
 */
export async function chooseLanguage(
  wanted: readonly string[] = navigator.languages,
): Promise<void> {
  language = wanted.find((tag) => Object.hasOwn(LANGUAGES, base(tag))) ?? ENGLISH;
  addTexts(await LANGUAGES[base(language)]?.load());
}

/** Loads the texts of the screens behind the login. */
export async function loadInsideTexts(): Promise<void> {
  addTexts(await LANGUAGES[base(language)]?.loadInside());
}

/** Loads the texts of the settings of single sign-on. @param english - the module that has the English ones. */
export async function loadSingleSignOnTexts(english: SingleSignOnTexts): Promise<void> {
  const isGerman = base(language) === 'de';
  const loaded = isGerman ? await import('./de/de-single-sign-on') : english;
  addTexts({ singleSignOn: loaded.singleSignOn });
}

/** Adds the English texts of a file that is loaded late. Those of another language are there before, and stay. */
export function addEnglish(texts: Partial<LateTexts>): void {
  addTexts({ ...texts, ...text });
}

/** Adds texts in the page's language. */
export function addTexts(texts: Partial<Texts> | undefined): void {
  Object.assign(text, texts);
}

function base(tag: string): string {
  return tag.split('-')[0] ?? tag;
}
