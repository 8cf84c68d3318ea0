// GET /login: a login page of one's own. session({ login: '/login' }) sends users here, and from here back.
import { elements, open } from '../assets/auth.private';

export const handler = open((context) => {
  const { head, headers } = elements(context);
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Log in</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/elements/page.css">
    ${head}
  </head>
  <body>
    <main>
      <h1>Example</h1>
      <auth-login next="/team" autofocus></auth-login>
    </main>
  </body>
</html>
`;
  return new Twilio.Response().setHeaders(headers).setBody(page);
});
