import { setTimeout as delay } from 'node:timers/promises';
import { startUpstreamServer, type UpstreamServer } from '../servers/upstream-server';
import { type JwtPresenter, jwtPresenter } from './bearer';
import { RULES, type Signer } from './jwt';

/** The response of an issuer to a request for its keys. */
export interface KeyAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The pieces of the body, written one after another. */
  readonly body?: string | readonly string[];
  /** The wait before each piece of the body. Default: none. */
  readonly pauseMs?: number;
  /** If `true`, the issuer never responds. */
  readonly hangs?: boolean;
}

/** An issuer of tokens on this machine, whose responses the test sets. */
export interface Issuer {
  readonly url: string;
  answer: KeyAnswer;
  /** Returns the number of requests. */
  asked(): number;
  close(): Promise<void>;
}

/** Returns the response of a working issuer. */
export function published(...signers: readonly Signer[]): KeyAnswer {
  return { body: JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }) };
}

export async function startIssuer(answer: KeyAnswer): Promise<Issuer> {
  const server: UpstreamServer = await startUpstreamServer(async (_request, response) => {
    const { status = 200, headers = {}, body = '', pauseMs = 0, hangs = false } = issuer.answer;
    if (hangs) return;
    response.writeHead(status, headers);
    for (const piece of [body].flat()) {
      if (pauseMs > 0) await delay(pauseMs);
      if (response.destroyed) return;
      response.write(piece);
    }
    response.end();
  });
  const issuer: Issuer = {
    url: `${server.url}/jwks.json`,
    answer,
    asked: () => server.received.length,
    close: () => server.close(),
  };
  return issuer;
}

/** Creates a `bearer({ jwt })` with the keys of that issuer. */
export function presenterOf({ url }: Pick<Issuer, 'url'>): JwtPresenter {
  return jwtPresenter({ ...RULES, jwksUri: url, algorithms: ['RS256', 'ES256', 'EdDSA'] });
}
