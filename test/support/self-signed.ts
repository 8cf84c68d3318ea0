import { startNode } from './child';
import { PROJECT } from './project-copy';

/** A key and its certificate, both PEM. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

// In a process of its own: jest does not load every module that mockttp needs.
const PROGRAM = `
  require('mockttp')
    .generateCACertificate({ subject: { commonName: 'localhost' } })
    .then((made) => process.stdout.write(JSON.stringify(made)));`;

/** A certificate for `localhost` that nobody has signed but itself. */
export async function selfSigned(): Promise<Certified> {
  const child = startNode(['--import', 'tsx', '-e', PROGRAM], { cwd: PROJECT, env: {} });
  if ((await child.exited) !== 0) throw new Error(child.logs());
  return JSON.parse(child.stdout());
}
