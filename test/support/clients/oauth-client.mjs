// A third-party OAuth 2.0 client. It requests a token with the package oauth4webapi, which is ESM only, and
// prints the token as JSON. Its only argument is JSON too.
import * as oauth from 'oauth4webapi';

const { url, clientId, clientSecret, by, scope } = JSON.parse(process.argv[2]);
// The package's option for http, which tests use.
const options = { [oauth.allowInsecureRequests]: true };
const server = { issuer: url, token_endpoint: `${url}/token` };
const client = { client_id: clientId };
const authentication =
  by === 'basic' ? oauth.ClientSecretBasic(clientSecret) : oauth.ClientSecretPost(clientSecret);
const parameters = scope === undefined ? {} : { scope };

try {
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    authentication,
    parameters,
    options,
  );
  const result = await oauth.processClientCredentialsResponse(server, client, response);
  console.log(JSON.stringify(result));
} catch (reason) {
  const { name, error, error_description, status, cause } = reason;
  const challenges = cause?.[0]?.scheme === undefined ? [] : cause.map(({ scheme }) => scheme);
  console.log(JSON.stringify({ name, error, error_description, status, challenges }));
}
