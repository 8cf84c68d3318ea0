import { setTimeout as delay } from 'node:timers/promises';
import { startUpstreamServer, type UpstreamServer } from '../servers/upstream-server';
import { type JwtPresenter, jwtPresenter } from './bearer';
import { RULES, type Signer } from './jwt';

/** What an issuer answers when it is asked for its keys. */
export interface KeyAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written one after the other. */
  readonly body?: string | readonly string[];
  /** How long it waits before each piece of the body. Default: not at all. */
  readonly pauseMs?: number;
  /** `true`: nothing is answered at all. */
  readonly hangs?: boolean;
}

/** An issuer of tokens on this machine, that answers as the test says. */
export interface Issuer {
  readonly url: string;
  answer: KeyAnswer;
  /** How often it was asked. */
  asked(): number;
  close(): Promise<void>;
}

/** The answer of an issuer that is well. */
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

/** `bearer({ jwt })` with the keys of that issuer. */
export function presenterOf({ url }: Pick<Issuer, 'url'>): JwtPresenter {
  return jwtPresenter({ ...RULES, jwksUri: url, algorithms: ['RS256', 'ES256', 'EdDSA'] });
}
