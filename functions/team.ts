// GET /team: a page of one's own, for users who are logged in, with two elements of the dashboard.
import { elements, session, withAuth } from '../assets/auth.private';

export const handler = withAuth(session({ login: '/login' }), (context) => {
  const { head, headers } = elements(context);
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Team</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/elements/page.css">
    ${head}
  </head>
  <body>
    <header>
      <strong>Example</strong>
      <auth-user></auth-user>
    </header>
    <main>
      <h1>Team</h1>
      <auth-members></auth-members>
    </main>
  </body>
</html>
`;
  return new Twilio.Response().setHeaders(headers).setBody(page);
});
