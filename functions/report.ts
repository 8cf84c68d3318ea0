// GET /report: a private page behind the browser's own login prompt.
import { basic, withAuth } from '../assets/auth.private';

export const handler = withAuth(basic(), () => {
  const page = Runtime.getAssets()['/report.html'];
  if (page === undefined) throw new Error('The private asset /report.html was not deployed.');
  return new Twilio.Response()
    .setBody(page.open())
    .appendHeader('Content-Type', 'text/html; charset=utf-8')
    .appendHeader('Cache-Control', 'no-store');
});
