import type { Browser, CDPSession, Page } from 'playwright-core';
import { importPackage } from '../jest/import-package';
import { requireProgram } from '../processes/run-program';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The browser can reach only this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Starts the installed Chromium without a window and with a new profile. Its headless shell has the same engine and needs
 * about a third of the processor time.
 */
export async function launchBrowser(...args: readonly string[]): Promise<Browser> {
  const { chromium } = await importPackage('playwright-core');
  const executablePath = requireProgram(
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
  );
  return chromium.launch({ executablePath, headless: true, args: [...QUIET, ...args] });
}

/** A login prompt, as Chromium parsed it from a challenge. */
export interface Prompt {
  readonly source?: 'Server' | 'Proxy';
  readonly scheme: string;
  readonly realm: string;
}

/** Opens a page that prompts for a login, and leaves the prompt open. */
export async function openPrompt(page: Page, url: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    watchPrompts(page, () => resolve())
      .then(() => page.goto(url))
      .then(() => reject(new Error('The page opened without a prompt.')), reject);
  });
}

/** Opens a page, cancels every login prompt and returns the prompts. */
export async function cancelPrompts(page: Page, url: string): Promise<readonly Prompt[]> {
  const { prompts } = await cancelComingPrompts(page);
  await page.goto(url);
  return prompts;
}

/** The response that the script of a page got, or its failure. */
export type FetchAnswer =
  | 'failed'
  | { readonly status: number; readonly body: string; readonly challenge: string | null };

/** The options with which the script of a page calls. */
export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials?: 'include' | 'omit' | 'same-origin';
}

/** Calls from the script of the open page, and returns the response as the page sees it. */
export function fetchFrom(page: Page, url: string, init: FetchOptions = {}): Promise<FetchAnswer> {
  const call = async ([address, options]: readonly [string, FetchOptions]) => {
    try {
      const response = await fetch(address, options);
      const challenge = response.headers.get('www-authenticate');
      return { status: response.status, body: await response.text(), challenge };
    } catch {
      return 'failed' as const;
    }
  };
  return page.evaluate(call, [url, init] as const);
}

/** Does the same as {@link fetchFrom}, cancels every login prompt and returns the prompts. */
export async function promptsOfFetch(
  page: Page,
  url: string,
  init: FetchOptions = {},
): Promise<{ readonly answer: FetchAnswer; readonly prompts: readonly Prompt[] }> {
  const { prompts, session } = await cancelComingPrompts(page);
  const answer = await fetchFrom(page, url, init);
  await session.detach();
  return { answer, prompts };
}

/** Cancels every further login prompt, and returns a list to which each is added. */
async function cancelComingPrompts(
  page: Page,
): Promise<{ readonly prompts: readonly Prompt[]; readonly session: CDPSession }> {
  const prompts: Prompt[] = [];
  const session = await watchPrompts(page, (prompt, cancel) => {
    prompts.push(prompt);
    cancel();
  });
  return { prompts, session };
}

async function watchPrompts(
  page: Page,
  onPrompt: (prompt: Prompt, cancel: () => void) => void,
): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  // The page may have been closed in the meantime.
  const ignore = () => {};
  session.on('Fetch.requestPaused', ({ requestId }) => {
    session.send('Fetch.continueRequest', { requestId }).catch(ignore);
  });
  session.on('Fetch.authRequired', ({ requestId, authChallenge }) => {
    const { origin: _origin, ...prompt } = authChallenge;
    const authChallengeResponse = { response: 'CancelAuth' } as const;
    const reply = { requestId, authChallengeResponse };
    onPrompt(prompt, () => session.send('Fetch.continueWithAuth', reply).catch(ignore));
  });
  await session.send('Fetch.enable', { handleAuthRequests: true });
  return session;
}
