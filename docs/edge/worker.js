// A Cloudflare Worker in front of the service. Replace reports-1234.twil.io, and store the token as the secret
// EDGE_TOKEN. docs/edge.md explains every part.

const SERVICE = 'https://reports-1234.twil.io';
const MAX_BODY_BYTES = 960_000;

// biome-ignore lint/style/noDefaultExport: a Worker is a default export.
export default {
  async fetch(request, { EDGE_TOKEN }) {
    const { pathname, search, hostname } = new URL(request.url);
    const isScim = /^\/scim\/v2(?:\/|$)/.test(pathname);
    if (Number(request.headers.get('Content-Length')) > MAX_BODY_BYTES) {
      const detail = 'The body is too large.';
      return isScim ? scimError(413, detail) : new Response(detail, { status: 413 });
    }
    if (isScim && request.headers.has('Content-Encoding')) {
      return scimError(415, 'The body must not be compressed.');
    }
    const headers = new Headers(request.headers);
    const address = request.headers.get('CF-Connecting-IP');
    // Replaces the header of the caller.
    headers.set('X-Edge', `v1 ${EDGE_TOKEN} ${address} ${request.method} ${pathname}${search}`);
    if (isScim) {
      headers.set('X-Content-Type', request.headers.get('Content-Type') ?? '');
      headers.set('Content-Type', 'application/json');
    }
    const target = isScim ? `${SERVICE}/scim` : `${SERVICE}${pathname}${search}`;
    const method = isScim ? 'POST' : request.method;
    const response = await fetch(target, {
      method,
      headers,
      body: request.body,
      redirect: 'manual',
    });
    if (isScim && response.status === 429) return tooMany(response);
    return withOwnCookies(response, hostname);
  },
};

// Twilio answers 429 in plain text if too many requests run at once.
function tooMany(response) {
  const detail = 'Too many requests run at once. Send it again after the time in Retry-After.';
  return scimError(429, detail, { 'Retry-After': response.headers.get('Retry-After') ?? '5' });
}

// RFC 7644 section 3.12
function scimError(status, detail, more = {}) {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  const headers = { 'Content-Type': 'application/scim+json', ...more };
  return new Response(JSON.stringify({ schemas, status: `${status}`, detail }), {
    status,
    headers,
  });
}

// Twilio adds its own domain to every cookie.
function withOwnCookies(response, hostname) {
  const changed = new Response(response.body, response);
  const cookies = response.headers.getSetCookie();
  changed.headers.delete('Set-Cookie');
  for (const cookie of cookies) {
    changed.headers.append('Set-Cookie', cookie.replace(/Domain=[^;]+/i, `Domain=${hostname}`));
  }
  return changed;
}
