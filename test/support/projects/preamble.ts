/** The beginning of Functions in plain JavaScript: the library, and a scheme that requires `X-Api-Key: key`. */
export const PREAMBLE = `
  const { basic, open, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
  const principal = Object.freeze({ scheme: 'key', username: 'page' });
  const byKey = {
    name: 'key',
    configure: () => ({
      challenge: 'ApiKey realm="Pages", header="x-api-key"',
      authenticate(event) {
        const key = event.request?.headers?.['x-api-key'];
        if (key === undefined) return { status: 'absent' };
        if (key !== 'key') return { status: 'refused', code: 'CREDENTIALS_INVALID' };
        return { status: 'accepted', principal };
      },
    }),
  };
`;
