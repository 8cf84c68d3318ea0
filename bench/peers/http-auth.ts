import { createHash } from 'node:crypto';
import type { Target } from '../target';
import { requirePeer } from './load-peer';

interface Response {
  setHeader(name: string, value: string): void;
  writeHead(status: number): void;
  end(body: string): void;
}
interface Guard {
  check(next: () => void): (request: object, response: Response) => void;
}
interface HttpAuth {
  basic(options: { readonly realm: string; readonly file: () => string }): Guard;
}

const RESPONSE: Response = { setHeader() {}, writeHead() {}, end() {} };

/** http-auth with its own users file. `{SHA}` lines are the fastest format that is not plain text. */
export const httpAuth: Target = {
  name: 'http-auth 4.2.1 ({SHA} lines)',
  create(users) {
    const lines = users.map(({ username, password }) => `${username}:{SHA}${sha1(password)}`);
    const guard = requirePeer<HttpAuth>('http-auth').basic({
      realm: 'ConfiguredSchemes',
      file: () => lines.join('\n'),
    });
    let accepted = false;
    const listener = guard.check(() => {
      accepted = true;
    });
    return (authorization) => {
      accepted = false;
      listener({ headers: { authorization } }, RESPONSE);
      return accepted;
    };
  },
};

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
