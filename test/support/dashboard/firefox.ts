import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { importPackage } from '../jest/import-package';
import { requireProgram } from '../processes/run-program';

/** A page in Firefox. */
export interface FirefoxPage {
  goto(url: string): Promise<void>;
  /** Waits until the page shows a text. */
  shows(text: string): Promise<void>;
  /** Replaces what is in the field with a label. */
  fill(label: string, text: string): Promise<void>;
  /** Returns what is in the field with a label. */
  valueOf(label: string): Promise<string>;
  /** Clicks the button, link or label with a name, once it is shown. */
  click(name: string): Promise<void>;
  press(key: 'Enter' | 'Escape'): Promise<void>;
  /** Returns the text of the element that has the focus. */
  focused(): Promise<string>;
}

/** Firefox, as Debian installs it. */
export interface Firefox {
  /** Opens a page in a new profile. */
  open(url: string): Promise<FirefoxPage>;
  /** Closes every page. @returns the errors of their consoles. */
  closePages(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts the installed Firefox without a window. */
export async function launchFirefox(): Promise<Firefox> {
  const { default: puppeteer } = await importPackage('puppeteer-core');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: requireProgram('firefox-esr', 'firefox'),
    headless: true,
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: {
      'intl.accept_languages': 'en-US',
      // The browser looks no names up, so it can reach only this machine.
      'network.dns.disabled': true,
      'network.dns.native-is-localhost': true,
    },
  });
  const errors: string[] = [];
  return {
    open: (url) => openPage(browser, url, errors),
    async closePages() {
      const opened = browser
        .browserContexts()
        .filter((one) => one !== browser.defaultBrowserContext());
      for (const context of opened) await context.close();
      return errors.splice(0);
    },
    close: () => browser.close(),
  };
}

// The browser itself reports these answers.
const EXPECTED = /^Failed to load resource/;

async function openPage(browser: Browser, url: string, errors: string[]): Promise<FirefoxPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url);
  return actionsOf(page);
}

function actionsOf(page: Page): FirefoxPage {
  return {
    goto: async (url) => {
      await page.goto(url);
    },
    shows: async (text) => {
      const isShown = (wanted: string) => document.body.innerText.includes(wanted);
      await page.waitForFunction(isShown, {}, text);
    },
    async fill(label, text) {
      const field = await fieldOf(page, label);
      await field.evaluate((input) => (input as HTMLInputElement).select());
      await field.type(text);
    },
    async valueOf(label) {
      const field = await fieldOf(page, label);
      return field.evaluate((input) => (input as HTMLInputElement).value);
    },
    async click(name) {
      const found = await page.waitForFunction(findByName, {}, name);
      await (found as ElementHandle<Element>).click();
    },
    press: (key) => page.keyboard.press(key),
    focused: () => page.evaluate(() => document.activeElement?.textContent ?? ''),
  };
}

async function fieldOf(page: Page, label: string) {
  const path = `//input[@id=//label[normalize-space()='${label}']/@for]`;
  const found = await page.waitForSelector(`::-p-xpath(${path})`, { visible: true });
  if (found === null) throw new Error(`There is no field ${label}.`);
  return found;
}

/** Returns what can be clicked, in the dialog if one is open. */
function findByName(name: string): Element | undefined {
  const root = document.querySelector('dialog[open]') ?? document;
  return [...root.querySelectorAll('a, button, label')].find((element) => {
    const own = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return own.trim() === name && element.checkVisibility();
  });
}
