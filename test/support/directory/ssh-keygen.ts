import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../processes/run-program';
import { makeTempFolder } from '../processes/temp-folder';

/** A key of ssh-keygen in its own folder. */
export interface SshKey {
  /** The line of its `.pub` file. */
  readonly publicLine: string;
  readonly fingerprint: string;
  /** Returns the signature of `ssh-keygen -Y sign` for a message. */
  sign(message: string | Buffer, namespace: string): string;
  remove(): void;
}

const made = new Map<string, SshKey>();

/** Returns the key of a public line from {@link makeSshKey}. */
export function sshKeyOf(publicLine: string): SshKey | undefined {
  return made.get(publicLine.trim());
}

/** Creates a key. `args` are as in `['-t', 'rsa', '-b', '2048']`. */
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

/** Returns whether ssh-keygen verifies a signature by a key. */
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

/** Runs ssh-keygen and returns its output. Throws if it fails. */
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
