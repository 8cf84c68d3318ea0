import { connect } from 'node:tls';
import { EDGE_NAME, type RunningEdge } from './start-edge';

/** The response to a request that was sent byte by byte. */
export interface RawResponse {
  readonly status: number;
  /** The header, as it came. */
  readonly head: string;
  readonly body: string;
}

/** A request to an edge. */
export interface EdgeRequest {
  readonly method?: string;
  /** The target as it is sent. */
  readonly target?: string;
  /** Lines of the header, in addition to Host and Content-Length. */
  readonly fields?: readonly string[];
  readonly body?: string;
  /** Whether the body is sent in chunks, without a Content-Length. */
  readonly chunked?: boolean;
}

/** Sends bytes that no HTTP client would send, by TLS, and returns the response. */
export async function sendRaw(
  { port, cert }: Pick<RunningEdge, 'port' | 'cert'>,
  { method = 'GET', target = '/seen', fields = [], body = '', chunked = false }: EdgeRequest,
): Promise<RawResponse> {
  const framing = chunked
    ? 'Transfer-Encoding: chunked'
    : `Content-Length: ${Buffer.byteLength(body)}`;
  const hasBody = body !== '' || !['GET', 'HEAD'].includes(method);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${EDGE_NAME}`,
    'Connection: close',
    ...(hasBody ? [framing] : []),
    ...fields,
  ];
  const sent = chunked ? `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
  const socket = connect({ port, host: '127.0.0.1', servername: EDGE_NAME, ca: cert });
  const parts: Buffer[] = [];
  const received = new Promise<void>((resolve) => {
    socket.on('data', (part) => parts.push(part));
    socket.on('close', () => resolve());
    // An edge that has refused a large body closes the connection before the rest of it.
    socket.on('error', () => {});
  });
  socket.write(`${lines.join('\r\n')}\r\n\r\n${sent}`);
  await received;
  return parse(Buffer.concat(parts).toString('utf8'));
}

function parse(text: string): RawResponse {
  const end = text.indexOf('\r\n\r\n');
  const head = text.slice(0, end);
  const rest = text.slice(end + 4);
  const body = /transfer-encoding: chunked/i.test(head) ? unchunked(rest) : rest;
  return { status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0), head, body };
}

function unchunked(text: string): string {
  let [rest, whole] = [text, ''];
  for (;;) {
    const line = rest.indexOf('\r\n');
    const length = Number.parseInt(rest.slice(0, line), 16);
    if (!(length > 0)) return whole;
    const bytes = Buffer.from(rest.slice(line + 2));
    whole += bytes.subarray(0, length).toString('utf8');
    rest = bytes.subarray(length + 2).toString('utf8');
  }
}
