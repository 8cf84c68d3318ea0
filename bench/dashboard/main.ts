import { cpus, loadavg } from 'node:os';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildService } from '../../cli/project/build-service';
import { runCommand } from '../../cli/run-command';
import {
  allKilobytes,
  loginKilobytes,
  PAGES,
  pageKilobytes,
} from '../../test/support/dashboard/built-sizes';
import { type Goal, goalsTable } from '../report';
import { median } from '../statistics';
import { startPageServer } from './page-server';

const SLOW = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const THROTTLE = 4;

// npm run bench:dashboard [-- --quick]: sizes, and times in Chromium with a quarter of this machine's speed and a slow
// network, as a report in Markdown.
runCommand(async () => {
  await buildService();
  const rounds = process.argv.includes('--quick') ? 1 : 9;
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const sizes = sizesOfBuild();
    const paints = await measurePaints(browser, rounds);
    const work = await measureWork(browser, rounds);
    console.log(
      [
        `Chromium ${browser.version()}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds`,
        '',
        ...goalsTable(goalsOf(sizes, paints, work)),
        '',
        ...sizes.pages.map(([page, size]) => `- ${page}: ${size.toFixed(1)} kB`),
      ].join('\n'),
    );
  } finally {
    await browser.close();
  }
});

interface Sizes {
  readonly login: number;
  /** What a user has loaded who opens one page, by page. */
  readonly pages: readonly (readonly [page: string, kilobytes: number])[];
  /** Every file, in one language. */
  readonly all: number;
}

const sizesOfBuild = (): Sizes => ({
  login: loginKilobytes(),
  pages: Object.keys(PAGES).map((page) => [page, pageKilobytes(page)]),
  all: allKilobytes(),
});

interface Paint {
  readonly paintMs: number;
  readonly scriptMs: number;
}

/** Measures the largest paint of the login and of the same page without a script, in turn. */
async function measurePaints(browser: Browser, rounds: number) {
  const server = await startPageServer('visitor');
  const plain: Paint[] = [];
  const login: Paint[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await paintOf(browser, `${server.origin}/plain`, 'form'));
    // The main script has taken over the login when the rest of the page is there.
    login.push(await paintOf(browser, `${server.origin}/account`, '.toast'));
  }
  await server.close();
  const paints = (all: readonly Paint[]) => median(all.map(({ paintMs }) => paintMs));
  return {
    plainMs: paints(plain),
    loginMs: paints(login),
    scriptMs: median(login.map(({ scriptMs }) => scriptMs)),
  };
}

async function paintOf(browser: Browser, url: string, last: string): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Performance.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...SLOW });
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  await page.goto(url);
  await page.locator(last).waitFor({ state: 'attached' });
  const paintMs = await page.evaluate<number>(`new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime));
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
  })`);
  const { metrics } = await session.send('Performance.getMetrics');
  const scriptMs = 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0);
  await context.close();
  return { paintMs, scriptMs };
}

/** Measures 100 rows from the answer to their paint, and a click to its dialog. */
async function measureWork(browser: Browser, rounds: number) {
  const server = await startPageServer('administrator');
  const rows: number[] = [];
  const clicks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addInitScript("localStorage.setItem('session', 'ses_1')");
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    await page.goto(`${server.origin}/account#/members`);
    rows.push(await rowsMs(page));
    clicks.push(await clickMs(page));
    await context.close();
  }
  await server.close();
  return { rowsMs: median(rows), clickMs: median(clicks) };
}

async function rowsMs(page: Page): Promise<number> {
  await page.getByText('User 99', { exact: true }).waitFor();
  // Back from another screen, the rows are loaded and shown again, with every file in memory.
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  await settled(page);
  return page.evaluate<number>(`new Promise((resolve) => {
    performance.clearResourceTimings();
    new MutationObserver((_changes, observer) => {
      if (document.querySelectorAll('tbody tr').length < 100) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => {
        const answered = performance.getEntriesByType('resource').find(({ name }) => name.includes('/list-members'));
        resolve(performance.now() - answered.responseEnd);
      }));
    }).observe(document.body, { childList: true, subtree: true });
    document.querySelector('a[href="#/members"]').click();
  })`);
}

// What a screen does when it opens is not part of what follows.
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(
    'new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 200)))',
  );
}

async function clickMs(page: Page): Promise<number> {
  await settled(page);
  return page.evaluate<number>(`new Promise((resolve) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Invite');
    const began = performance.now();
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('dialog[open]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
    button.click();
  })`);
}

function goalsOf(
  sizes: Sizes,
  paints: Awaited<ReturnType<typeof measurePaints>>,
  work: Awaited<ReturnType<typeof measureWork>>,
): readonly Goal[] {
  const largest = Math.max(...sizes.pages.map(([, size]) => size));
  const ratio = paints.loginMs / paints.plainMs;
  const ms = (value: number) => `${Math.round(value)} ms`;
  return [
    goal('login: at most 25 kB gzip', `${sizes.login.toFixed(1)} kB`, sizes.login <= 25),
    goal(
      'every page behind the login: at most 50 kB gzip',
      `${largest.toFixed(1)} kB; all files together ${sizes.all.toFixed(1)} kB`,
      largest <= 50,
    ),
    goal(
      'login painted: at most 1.3× the same page without a script',
      `${ratio.toFixed(2)}×: ${ms(paints.loginMs)}, ${ms(paints.plainMs)}`,
      ratio <= 1.3,
    ),
    goal('script time of a login: at most 250 ms', ms(paints.scriptMs), paints.scriptMs <= 250),
    goal('100 rows after the answer: at most 200 ms', ms(work.rowsMs), work.rowsMs <= 200),
    goal('a click to its dialog: at most 100 ms', ms(work.clickMs), work.clickMs <= 100),
  ];
}
const goal = (what: string, measured: string, reached: boolean): Goal => ({
  goal: what,
  measured,
  reached,
});
