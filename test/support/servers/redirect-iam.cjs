// Connects HTTPS requests to Twilio's endpoint with the stand-in of the test instead. TLS still verifies the name.
const https = require('node:https');

// The toolkit replaces the environment later.
const port = Number(process.env.IAM_PORT);
const { createConnection } = https.Agent.prototype;

https.Agent.prototype.createConnection = function connect(options, ...rest) {
  if (options.host !== 'iam.twilio.com')
    throw new Error(`No request to ${options.host} is allowed`);
  const redirected = { ...options, host: '127.0.0.1', port };
  return createConnection.call(this, redirected, ...rest);
};
