import { source as axe } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/clients/browser';
import { WITH_LINK, WITHOUT_LINK } from '../support/directory/every-mail';

// Every mail as HTML, in the engine of a browser.

let browser: Browser;
let page: Page;
const requests: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  await page.evaluate(axe);
});
afterAll(() => browser.close());

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [320, 600].map((width) => ({ colorScheme, width })),
);
// A mail is shown within the landmarks of a mail program, so it has none of its own.
const AXE = `axe.run({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'landmark-one-main': { enabled: false }, region: { enabled: false } },
}).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`;

test.each([...WITH_LINK, ...WITHOUT_LINK])(
  'the mail about %s is accessible, fits in each width and color scheme, and requests nothing',
  async (_what, { html = '' }) => {
    await page.setContent(html);

    for (const { colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 600 });

      const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');

      const violations = await page.evaluate(AXE);
      expect({ isWide, violations, requests }).toEqual({
        isWide: false,
        violations: [],
        requests: [],
      });
    }
  },
);
