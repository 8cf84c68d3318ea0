import { type DnsServer, startDnsServer } from '../servers/dns-server';
import { type ProviderServer, startProviderServer } from './provider-server';

// The tests of one file share the servers.
let provider: Promise<ProviderServer> | undefined;
let dns: Promise<DnsServer> | undefined;
afterAll(async () => {
  await (await provider)?.close();
  await (await dns)?.close();
});

/** Returns the identity provider of this test file. It starts with the first call. */
export function sharedProvider(): Promise<ProviderServer> {
  provider ??= startProviderServer();
  return provider;
}

/** Returns the DNS server of this test file, as {@link sharedProvider}. */
export function sharedDns(): Promise<DnsServer> {
  dns ??= startDnsServer();
  return dns;
}
