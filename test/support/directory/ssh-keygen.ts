import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../processes/run-program';
import { makeTempFolder } from '../processes/temp-folder';

/** A key that ssh-keygen has made, in a folder of its own. */
export interface SshKey {
  /** The line of its `.pub` file. */
  readonly publicLine: string;
  readonly fingerprint: string;
  /** What `ssh-keygen -Y sign` writes for a message. */
  sign(message: string | Buffer, namespace: string): string;
  remove(): void;
}

const made = new Map<string, SshKey>();

/** The key of a public line that {@link makeSshKey} has made. */
export function sshKeyOf(publicLine: string): SshKey | undefined {
  return made.get(publicLine.trim());
}

/** Makes a key; `args` as in `['-t', 'rsa', '-b', '2048']`. */
export function makeSshKey(args: readonly string[], comment = 'ada@example.com'): SshKey {
  const { path: folder, remove } = makeTempFolder('ssh');
  const key = join(folder, 'key');
  sshKeygen(['-q', ...args, '-N', '', '-C', comment, '-f', key]);
  const self: SshKey = {
    publicLine: readFileSync(`${key}.pub`, 'utf8'),
    fingerprint: sshKeygen(['-l', '-f', `${key}.pub`]).split(' ')[1] ?? '',
    sign: (message, namespace) => sshKeygen(['-Y', 'sign', '-f', key, '-n', namespace], message),
    remove,
  };
  made.set(self.publicLine.trim(), self);
  return self;
}

/** Whether ssh-keygen itself takes a signature for that of a key. */
export function sshKeygenVerifies(given: {
  readonly publicLine: string;
  readonly signature: string;
  readonly message: string;
  readonly namespace: string;
}): boolean {
  const { path: folder, remove } = makeTempFolder('ssh-verify');
  const [signers, signature] = [join(folder, 'signers'), join(folder, 'signature')];
  writeFileSync(signers, `ada ${given.publicLine.trim()}\n`);
  writeFileSync(signature, given.signature);
  const args = ['-Y', 'verify', '-f', signers, '-I', 'ada', '-n', given.namespace, '-s', signature];
  try {
    return run(args, given.message).status === 0;
  } finally {
    remove();
  }
}

/** Runs ssh-keygen, and returns what it prints. Throws where it fails. */
export function sshKeygen(args: readonly string[], input: string | Buffer = ''): string {
  const { status, stdout, stderr } = run(args, input);
  if (status !== 0) throw new Error(`ssh-keygen ${args.join(' ')}: ${stderr}`);
  return stdout;
}

function run(args: readonly string[], input: string | Buffer) {
  return spawnSync(requireProgram('ssh-keygen'), args, {
    input,
    encoding: 'utf8',
    timeout: 60_000,
  });
}
