import { Agent, get } from 'node:http';
import { openLocalEdge } from '../cli/edge/local-edge';
import { findFreePort } from '../cli/project/port';
import { startLocalService } from '../test/support/services/local-service';
import { median } from './statistics';

// Measures a request of a guarded Function directly and through each edge, on one machine and without TLS.
// docs/adr/0040-edge.md has the figures.
//
//   node --import tsx bench/edge.ts

const REQUESTS = 100;
const ROUNDS = 11;
const PROGRAMS = ['nginx', 'caddy', 'haproxy'] as const;
const VARIABLES = { USERNAME: 'bench', PASSWORD: 'a random password' };

/** Sends a request over a kept connection. Returns its time in ms. */
function request(agent: Agent, port: number): Promise<number> {
  const { USERNAME, PASSWORD } = VARIABLES;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(
      { agent, port, host: '127.0.0.1', path: '/basic', auth: `${USERNAME}:${PASSWORD}` },
      (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - started);
          else reject(new Error(`The answer was ${response.statusCode}.`));
        });
      },
    ).on('error', reject);
  });
}

async function main(): Promise<void> {
  const service = await startLocalService({ variables: VARIABLES });
  const servicePort = Number(new URL(service.url).port);
  const edges = PROGRAMS.map((program) => openLocalEdge(program, service.url));
  const agent = new Agent({ keepAlive: true });
  try {
    const ports = new Map<string, number>([['direct', servicePort]]);
    for (const edge of edges) {
      const own = await findFreePort();
      await edge.start({ own, service: servicePort });
      ports.set(edge.program, own);
    }
    const times = new Map<string, number[]>();
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, port] of ports) {
        const own: number[] = [];
        for (let count = 0; count < REQUESTS; count += 1) own.push(await request(agent, port));
        if (round > 0) times.set(name, [...(times.get(name) ?? []), median(own)]);
      }
    }
    const direct = median(times.get('direct') ?? []);
    for (const [name, all] of times) {
      const time = median(all);
      console.log(`${name.padEnd(8)} ${time.toFixed(2)} ms  ${(time / direct).toFixed(2)}×`);
    }
  } finally {
    agent.destroy();
    await Promise.all(edges.map((edge) => edge.stop()));
    await service.close();
  }
}

void main();
