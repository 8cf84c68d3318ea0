import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EdgeConfiguration, EdgeSettings } from '../../../cli/edge/edge-configuration';
import { EDGE_CONFIGURATIONS, ROOT } from '../../../cli/project/paths';
import { installPackages } from '../../../scripts/install-packages';

const FOLDER = 'test/workerd';

/** Installs `workerd`, if that has not been done, and returns its path. */
export async function workerdPath(): Promise<string> {
  await installPackages(FOLDER);
  return require(join(ROOT, FOLDER, 'node_modules/workerd')).default;
}

/** The settings of a Worker, with the addresses and files that only HTTPS has. */
export type WorkerSettings = EdgeSettings & {
  readonly service: { readonly tls: NonNullable<EdgeSettings['service']['tls']> };
  readonly own: NonNullable<EdgeSettings['own']>;
};

/**
 * Returns the configuration of `workerd`, the runtime of Cloudflare's Workers, with the documented Worker. As Cloudflare
 * does, it sets CF-Connecting-IP in place of the caller's own.
 */
export function workerConfiguration({
  port,
  token,
  folder,
  own,
  service,
}: WorkerSettings): EdgeConfiguration {
  const documented = readFileSync(join(EDGE_CONFIGURATIONS, 'worker.js'), 'utf8');
  writeFileSync(
    join(folder, 'worker.js'),
    documented.replaceAll('reports-1234.twil.io', service.host),
  );
  const [certificate = '', key = ''] = readFileSync(own.pem, 'utf8').split(/(?=-----BEGIN .*KEY)/);
  const text = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2026-11-01",
      bindings = [(name = "EDGE_TOKEN", text = ${JSON.stringify(token)})],
      globalOutbound = "service")),
    (name = "service", external = (address = "127.0.0.1:${service.port}", https = (
      options = (),
      certificateHost = "${service.tls.name}",
      tlsOptions = (trustedCertificates = [${JSON.stringify(readFileSync(service.tls.ca, 'utf8'))}])))),
  ],
  sockets = [(name = "https", address = "127.0.0.1:${port}", service = "worker", https = (
    options = (injectRequestHeaders = [(name = "CF-Connecting-IP", value = "127.0.0.1")]),
    tlsOptions = (keypair = (
      privateKey = ${JSON.stringify(key)},
      certificateChain = ${JSON.stringify(certificate)}))))],
);
`;
  const file = join(folder, 'worker.capnp');
  return { file, text, args: ['serve', file] };
}
