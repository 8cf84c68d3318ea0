import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { importPackage } from '../jest/import-package';
import { PROJECT } from '../projects/project';
import { writePalettePng } from './palette-png';

// The guide shows some of the pictures.
const STORED = join(PROJECT, 'docs/dashboard');
const FAILED = join(PROJECT, '.data/looks');

/** Pixels that may differ: the edges of letters change with the version of a browser, and a word has some hundreds. */
const TOLERANCE = 100;

/**
 * Compares a page with the stored picture of its look. With the environment variable UPDATE_LOOKS, it stores the page
 * as the picture if they differ.
 *
 * @throws Error if they differ, with the paths of the picture and of its differences.
 */
export async function expectLook(page: Page, name: string): Promise<void> {
  const { default: pixelmatch } = await importPackage('pixelmatch');
  const actual = PNG.sync.read(await page.screenshot({ animations: 'disabled' }));
  const file = join(STORED, `${name}.png`);
  const stored = existsSync(file) ? PNG.sync.read(readFileSync(file)) : undefined;
  const { width, height } = actual;
  const difference = new PNG({ width, height });
  const isSameSize = stored?.width === width && stored.height === height;
  const count = isSameSize
    ? pixelmatch(stored.data, actual.data, difference.data, width, height)
    : width * height;
  if (count <= TOLERANCE) return;
  if (process.env['UPDATE_LOOKS'] !== undefined) {
    writeFileSync(file, writePalettePng(actual));
    return;
  }
  mkdirSync(FAILED, { recursive: true });
  writeFileSync(join(FAILED, `${name}.png`), PNG.sync.write(actual));
  writeFileSync(join(FAILED, `${name}-difference.png`), PNG.sync.write(difference));
  throw new Error(
    `${count} pixels differ from docs/dashboard/${name}.png. Look at .data/looks/${name}.png and at ` +
      `${name}-difference.png beside it. If the change is intended, run this test with UPDATE_LOOKS=1.`,
  );
}

/**
 * Makes a page use the fonts of Debian's package `fonts-liberation`, wherever it runs.
 *
 * @throws Error if they are not installed.
 */
export async function useLiberationFonts(page: Page): Promise<void> {
  await page.addStyleTag({
    content: `:root, auth-user, auth-members { --font: "Liberation Sans"; --mono: "Liberation Mono"; }
      body { font-family: var(--font); }`,
  });
  const isInstalled = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    const widthIn = (font: string) => {
      if (context !== null) context.font = `40px ${font}`;
      return context?.measureText('Width').width;
    };
    return ['Sans', 'Mono'].every(
      (name) => widthIn(`"Liberation ${name}", cursive`) === widthIn(`"Liberation ${name}", serif`),
    );
  });
  if (!isInstalled) {
    throw new Error('This test needs the fonts of the package fonts-liberation: install it.');
  }
}
