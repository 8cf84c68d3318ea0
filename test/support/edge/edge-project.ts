import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_ASSETS } from '../../../cli/project/paths';
import type { ProjectFiles } from '../projects/write-project';

const LIBRARY = `const { basic, open, withAuth } = require(Runtime.getAssets()['/auth.js'].path);`;

/** Functions that show what an edge reports. `/scim` answers like an endpoint of SCIM, or like a busy platform. */
export function edgeProject(): ProjectFiles {
  return {
    'assets/auth.private.js': readFileSync(join(BUILT_ASSETS, 'auth.private.js'), 'utf8'),
    'functions/seen.js': `${LIBRARY}
      exports.handler = open((context, event) => ({
        edge: context.edge ?? null,
        headers: event.request.headers,
        event: { ...event, request: undefined },
      }));`,
    'functions/scim.js': `${LIBRARY}
      exports.handler = open((context, event) => {
        const { edge } = context;
        const response = new Twilio.Response();
        if (edge === undefined) return response.setStatusCode(403).setBody('No edge');
        if (edge.method === 'DELETE') return response.setStatusCode(204);
        if (edge.target.startsWith('/scim/v2/Busy')) {
          if (edge.target.endsWith('?told')) response.appendHeader('Retry-After', '7');
          return response.setStatusCode(429).appendHeader('Content-Type', 'text/plain').setBody('Too Many Requests');
        }
        const { request, ...body } = event;
        return response
          .appendHeader('Content-Type', 'application/scim+json')
          .setBody({ ...edge, body, type: request.headers['x-content-type'] ?? null });
      });`,
    'functions/office.js': `${LIBRARY}
      exports.handler = withAuth({ schemes: basic(), addresses: ['127.0.0.0/8'] }, () => 'in');`,
    'functions/abroad.js': `${LIBRARY}
      exports.handler = withAuth({ schemes: basic(), addresses: ['203.0.113.0/24'] }, () => 'in');`,
    'functions/cookie.js': `exports.handler = (context, event, callback) => {
      const response = new Twilio.Response().setCookie('__Secure-one', '1', ['Path=/', 'Secure']);
      callback(null, response.setCookie('two', '2', ['Path=/']));
    };`,
  };
}
