import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readBody } from '../read-body';
import { type ApiResponse, type ApiSettings, answerApi } from './answer-api';

/** Serves the API over plain HTTP. The proxy in front of it terminates TLS. */
export function serveApi(settings: ApiSettings): Server {
  return createServer(async (message, response) => {
    const { status, body } = await answer(settings, message);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
}

async function answer(settings: ApiSettings, message: IncomingMessage): Promise<ApiResponse> {
  try {
    const { headers, method = '', url = '' } = message;
    const body = (await readBody(message)) ?? Buffer.alloc(0);
    return await answerApi(settings, {
      host: headers.host ?? '',
      method,
      path: url.split('?')[0] ?? '',
      authorization: headers.authorization,
      contentType: headers['content-type'],
      body,
    });
  } catch (reason) {
    console.error('The simulator of the Serverless API failed:', reason);
    return { status: 500, body: { status: 500, code: 20500, message: 'Internal Server Error' } };
  }
}
