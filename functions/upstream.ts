// GET or POST /upstream: callers who know USERNAME and PASSWORD reach the one service at UPSTREAM_URL.
// docs/upstream.md lists what the service receives and what is removed.
import { basic, withAuth } from '../assets/auth.private';
import { forward } from '../assets/upstream.private';

interface Variables {
  readonly UPSTREAM_URL?: string;
  readonly UPSTREAM_AUTHORIZATION?: string;
}

export const handler = withAuth(
  {
    schemes: basic(),
    // Replaces the caller's credentials with the service's own. If there are none, the caller's pass through.
    requestHeaders: (context) => {
      const { UPSTREAM_AUTHORIZATION: authorization } = context as Variables;
      return authorization ? { remove: ['authorization'], add: { authorization } } : {};
    },
  },
  (context, event) => {
    const { UPSTREAM_URL: url, UPSTREAM_AUTHORIZATION: authorization } = context as Variables;
    const self = `${context.DOMAIN_NAME}${context.PATH}`;
    return forward({ url, authorization, self, event, username: context.auth.username });
  },
);
