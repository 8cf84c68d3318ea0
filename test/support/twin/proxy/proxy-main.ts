import { writeFileSync } from 'node:fs';
import { generateCACertificate, getLocal } from 'mockttp';
import { findFreePort } from '../../free-port';

// The process of the intercepting proxy: it ends the TLS of the API's hosts and hands their requests
// to the twin's API. Nothing else gets through: neither to another host, nor out of this machine.
const [apiPort, certificateFile = '', ...hosts] = process.argv.slice(2);

async function main(): Promise<void> {
  const certificate = await generateCACertificate();
  writeFileSync(certificateFile, certificate.cert);
  const proxy = getLocal({ https: certificate, http2: false });
  // Left alone, every proxy looks for its port from 8000 on, and two at once find the same.
  await proxy.start({ startPort: await findFreePort(), endPort: 65_535 });
  for (const host of hosts) {
    await proxy
      .forAnyRequest()
      .forHostname(host)
      .always()
      .thenPassThrough({
        transformRequest: {
          setProtocol: 'http',
          replaceHost: { targetHost: `127.0.0.1:${apiPort}`, updateHostHeader: false },
        },
      });
  }
  await proxy.forUnmatchedRequest().thenReply(403, 'The twin lets no request out.');
  process.send?.({ url: proxy.url });
}

process.once('disconnect', () => process.exit());
main().catch((reason: unknown) => {
  console.error(reason);
  process.exit(1);
});
