// GET or POST /upstream: whoever knows USERNAME and PASSWORD reaches the one service at UPSTREAM_URL.
// docs/upstream.md says what reaches it, and what does not.
import { basic, withAuth } from '../assets/auth.private';
import { forward } from '../assets/upstream.private';

interface Variables {
  readonly UPSTREAM_URL?: string;
  readonly UPSTREAM_AUTHORIZATION?: string;
}

export const handler = withAuth(
  {
    schemes: basic(),
    // The service's own credentials in place of the caller's. Without any, the caller's go through.
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
