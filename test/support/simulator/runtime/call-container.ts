import { Agent, request as httpRequest } from 'node:http';
import { readBody } from '../read-body';
import { MAX_RESPONSE_BYTES } from './check-response';
import { type EdgeRequest, type EdgeResponse, plain } from './edge-exchange';
import { readFields, visibleFields, withoutFields } from './header-fields';

const agent = new Agent({ keepAlive: true });

/** The result of a call, and whether the container can take further calls. */
export interface CallResult {
  readonly response: EdgeResponse;
  readonly isUsable: boolean;
}

/**
 * Passes a request to a container, with the headers that a Function may get.
 *
 * @returns the Function's response, a 504 after the time limit, or a 500 if the process ended. The status in that
 *   case is not documented.
 */
export function callContainer(
  port: number,
  request: EdgeRequest,
  timeLimitMs: number,
): Promise<CallResult> {
  const body = request.body ?? Buffer.alloc(0);
  return new Promise((resolve) => {
    const call = httpRequest({
      host: '127.0.0.1',
      port,
      method: request.method,
      path: request.target,
      headers: headersFor(request, body),
      agent,
    });
    const timer = setTimeout(() => {
      resolve({ response: plain(504, 'Gateway Timeout'), isUsable: false });
      call.destroy();
    }, timeLimitMs);
    const finish = (response: EdgeResponse, isUsable: boolean) => {
      clearTimeout(timer);
      resolve({ response, isUsable });
    };
    const fail = () => finish(plain(500, 'Internal Server Error'), false);
    call.on('error', fail);
    call.on('response', (response) => {
      readBody(response, MAX_RESPONSE_BYTES).then((read) => {
        if (read === null) return finish(plain(502, 'Bad Gateway'), true);
        const fields = readFields(response.rawHeaders);
        return finish({ status: response.statusCode ?? 500, fields, body: read }, true);
      }, fail);
    });
    call.end(body);
  });
}

// A flat list keeps repeated headers apart, and Node.js adds no Host to it.
function headersFor(request: EdgeRequest, body: Buffer): string[] {
  const visible = withoutFields(visibleFields(request.fields), ['content-length']);
  const length = request.method === 'POST' ? [['Content-Length', `${body.length}`]] : [];
  return [...visible, ...length].flat();
}
