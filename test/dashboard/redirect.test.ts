import { useDashboard } from '../support/dashboard/dashboard';
import { PASSWORD } from '../support/directory/directory';
import { type PageServer, startPageServer } from '../support/servers/page-server';

// A Function of the user's own that sends a browser to the login and gets it back.

const dashboard = useDashboard(
  {},
  {
    functions: {
      reports: `auth.withAuth(auth.session({ login: true }), (context, event, done) =>
        done(null, 'Reports of ' + context.auth.username + ', month ' + event.month))`,
    },
  },
);
let neighbor: PageServer;
beforeAll(async () => {
  neighbor = await startPageServer();
});
afterAll(() => neighbor.close());

const reports = () => new URL('/reports?month=11', dashboard.url).href;

test('a visitor who types the address of a page logs in, and arrives there', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open();
  await page.goto(reports());
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText(`Reports of ${email}, month 11`).waitFor();
  expect(page.url()).toBe(reports());
});

test('a user who follows a link of another site arrives without a click', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person });
  await page.goto(neighbor.origin);
  await page.evaluate((href) => {
    location.href = href;
  }, reports());
  await page.getByText(`Reports of ${person.email}, month 11`).waitFor();
});

test.each(['GET', 'POST'])(
  'a %s of a script is refused, and not sent to the login',
  async (method) => {
    const page = await dashboard.open();
    const answer = await page.evaluate(
      async ([url, how]) => {
        const { status, redirected } = await fetch(url, { method: how });
        return { status, redirected };
      },
      [reports(), method] as const,
    );
    expect(answer).toEqual({ status: 401, redirected: false });
  },
);
