import { asJson } from '../guard/as-json';
import { type EdgeRequest, type RawResponse, sendRaw } from './raw-request';
import { EDGE_NAME, type RunningEdge } from './start-edge';

/** The origin of every edge of the tests, and so the `PUBLIC_URL` of the service behind it. */
export const EDGE_ORIGIN = `https://${EDGE_NAME}`;

/** An answer to the page. */
export interface EdgeAnswer {
  readonly status: number;
  readonly code: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly json: any;
}

/** A browser that visits a service through an edge. */
export interface EdgeBrowser {
  /** Calls an endpoint as a page of the service does. */
  call(path: string, input?: object): Promise<EdgeAnswer>;
  /** Visits a page of the service. */
  open(target: string): Promise<RawResponse>;
  /** Visits a page from another site, which sends no cookie of the service. */
  arrive(request: EdgeRequest): Promise<RawResponse>;
}

/** Opens a browser without cookies. As a browser does, it keeps only those with the name of the edge. */
export function openEdgeBrowser(edge: Pick<RunningEdge, 'port' | 'cert'>): EdgeBrowser {
  const cookies = new Map<string, string>();
  const send = async (request: EdgeRequest, own: readonly string[]) => {
    const fields = [...(request.fields ?? []), ...own];
    const response = await sendRaw(edge, { ...request, fields });
    keepCookies(cookies, response);
    return response;
  };
  const ownFields = () => [
    `Cookie: ${[...cookies].map(([name, value]) => `${name}=${value}`).join('; ')}`,
  ];
  return {
    open: (target) => send({ target }, ownFields()),
    arrive: (request) => send(request, []),
    async call(path, input = {}) {
      const fields = ['Content-Type: application/json', `Origin: ${EDGE_ORIGIN}`];
      const body = JSON.stringify(asJson(input));
      const request = { method: 'POST', target: `/${path}`, fields, body };
      const { status, body: text } = await send(request, ownFields());
      // The guard's own responses are plain text, not JSON.
      const json = text.startsWith('{') ? JSON.parse(text) : {};
      return { status, code: json.error?.code, json };
    },
  };
}

function keepCookies(cookies: Map<string, string>, { head }: RawResponse): void {
  for (const [, name = '', value = '', attributes = ''] of head.matchAll(COOKIE)) {
    const [, domain] = /domain=([^;\s]+)/i.exec(attributes) ?? [];
    if (domain !== EDGE_NAME) continue;
    if (/max-age=0/i.test(attributes)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

const COOKIE = /^set-cookie: ([^=]+)=([^;\r]*)(.*)$/gim;
