import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder } from '../processes/temp-folder';
import { USE_DNS } from '../servers/dns-server';
import { startHttpsFront } from '../servers/https-front';
import { type OidcProvider, startOidcProvider } from './oidc-provider';

const NAME = 'provider.example.net';

/** The package oidc-provider with a public name, over TLS: a deployed service uses no other. */
export interface PublicProvider extends OidcProvider {
  /** The variables with which a process finds the name on this machine, and trusts its certificate. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Starts the provider for a service with this redirect URI. */
export async function startPublicProvider(redirectUri: string): Promise<PublicProvider> {
  const front = await startHttpsFront(NAME);
  const { path: folder, remove } = makeTempFolder('provider');
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, front.cert);
  const ISSUER = `https://${NAME}:${front.port}`;
  const provider = await startOidcProvider({ REDIRECT_URI: redirectUri, ISSUER });
  front.serve(provider.url);
  return {
    ...provider,
    variables: { NODE_OPTIONS: USE_DNS, LOOPBACK_NAME: NAME, NODE_EXTRA_CA_CERTS: ca },
    async stop() {
      await provider.stop();
      await front.close();
      remove();
    },
  };
}
