import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parsePublicKey, type SshPublicKey } from '../../../../lib/directory/ssh/public-key';
import { makeSshKey, sshKeygen } from '../../../support/directory/ssh-keygen';
import {
  makeSecurityKey,
  mpint,
  SECURITY_KEYS,
  string,
} from '../../../support/directory/ssh-signature';
import { anyCharacter } from '../../../support/guard/any-character';
import { makeTempFolder } from '../../../support/processes/temp-folder';

function readKey(line: string): SshPublicKey {
  const read = parsePublicKey(line);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

const key = makeSshKey(['-t', 'ed25519'], 'Ada Lovelace, laptop');
afterAll(key.remove);
const [, base64 = ''] = key.publicLine.split(' ');

const lineOf = (type: string, ...parts: readonly Buffer[]) =>
  `${type} ${Buffer.concat([string(type), ...parts]).toString('base64')}`;
const rsaLine = (bits: number, ...exponent: readonly number[]) => {
  const modulus = randomBytes(bits / 8);
  modulus[0] = (modulus[0] as number) | 0x80;
  modulus[modulus.length - 1] = 1;
  return lineOf('ssh-rsa', mpint(Buffer.from(exponent)), mpint(modulus));
};

describe.each([
  ['ssh-ed25519', ['-t', 'ed25519']],
  ['ecdsa-sha2-nistp256', ['-t', 'ecdsa', '-b', '256']],
  ['ecdsa-sha2-nistp384', ['-t', 'ecdsa', '-b', '384']],
  ['ecdsa-sha2-nistp521', ['-t', 'ecdsa', '-b', '521']],
  ['ssh-rsa', ['-t', 'rsa', '-b', '2048']],
])('a key of type %s', (type, args) => {
  const made = makeSshKey(args);
  afterAll(made.remove);

  test('is parsed with the fingerprint that ssh-keygen shows', () => {
    const read = readKey(made.publicLine);

    expect(read).toMatchObject({ type, comment: 'ada@example.com', application: null });
    expect(read.fingerprint).toBe(made.fingerprint);
    expect(`${read.line} ada@example.com\n`).toBe(made.publicLine);
  });

  test('is refused if a byte is missing or added', () => {
    const blob = Buffer.from(made.publicLine.split(' ')[1] ?? '', 'base64');
    const lines = [blob.subarray(0, -1), Buffer.concat([blob, Buffer.alloc(1)])].map(
      (bytes) => `${type} ${bytes.toString('base64')}`,
    );

    for (const line of lines) {
      expect(parsePublicKey(line)).toEqual({ problem: expect.stringContaining('is damaged') });
    }
  });
});

test.each(SECURITY_KEYS)('%s is parsed with its application', (type) => {
  const { publicLine } = makeSecurityKey(type);

  expect(readKey(publicLine)).toMatchObject({ type, application: Buffer.from('ssh:') });
});

test.each([
  ['without a comment', `ssh-ed25519 ${base64}`, ''],
  ['with a comment of several words', key.publicLine, 'Ada Lovelace, laptop'],
  ['with spaces around and between', `  ssh-ed25519   ${base64}   ada  @home \r\n`, 'ada  @home'],
])('a line %s is one key', (_what, line, comment) => {
  expect(readKey(line)).toMatchObject({ comment, line: `ssh-ed25519 ${base64}` });
  expect(readKey(line).fingerprint).toBe(key.fingerprint);
});

const pointOn = (namedCurve: string) => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve });
  const { x, y } = publicKey.export({ format: 'jwk' });
  return Buffer.from([
    4,
    ...Buffer.from(x ?? '', 'base64url'),
    ...Buffer.from(y ?? '', 'base64url'),
  ]);
};
const point384 = pointOn('P-384');
const point256 = pointOn('P-256');
const sign = ((point256.at(-1) as number) & 1) + 2;
const compressed = Buffer.from([sign, ...point256.subarray(1, 33)]);
const mislabeled = Buffer.from([sign, ...point256.subarray(1)]);
const nowhere = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]);

test.each([
  ['an empty line', ' \n', 'is empty'],
  ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3', 'is a private key'],
  ['two lines', `${key.publicLine}${key.publicLine}`, 'is not one line'],
  ['a line of 20 kB', `${key.publicLine.trim()} ${'a'.repeat(20_000)}`, 'has more than 16384'],
  ['half a character', `ssh-ed25519 ${base64} \ud800`, 'is not one line'],
  ['a type alone', 'ssh-ed25519', 'does not begin with a type'],
  ['a key alone', base64, 'does not begin with a type'],
  ['options', `from="10.0.0.1" ${key.publicLine}`, 'does not begin with a type'],
  ['the name of an object property', `constructor ${base64}`, 'does not begin with a type'],
  ['a DSA key', `ssh-dss ${base64}`, 'is a DSA key'],
  ['another type', `ssh-rsa ${base64}`, 'is damaged'],
  ['base64url', `ssh-ed25519 ${base64.replace(/.{4}$/, '-_-_')}`, 'is damaged'],
  ['no pads', lineOf('ssh-ed25519', string(randomBytes(33))).replace(/=+$/, ''), 'is damaged'],
  ['31 bytes', lineOf('ssh-ed25519', string(randomBytes(31))), 'is damaged'],
  ['33 bytes', lineOf('ssh-ed25519', string(randomBytes(33))), 'is damaged'],
  [
    'another curve',
    lineOf('ecdsa-sha2-nistp256', string('nistp384'), string(point384)),
    'is damaged',
  ],
  [
    'a point of another curve',
    lineOf('ecdsa-sha2-nistp256', string('nistp256'), string(point384)),
    'damaged',
  ],
  [
    'the name of another curve',
    lineOf('ecdsa-sha2-nistp256', string('nistp384'), string(point256)),
    'is damaged',
  ],
  [
    'a compressed point',
    lineOf('ecdsa-sha2-nistp256', string('nistp256'), string(compressed)),
    'is damaged',
  ],
  [
    'an uncompressed point marked as compressed',
    lineOf('ecdsa-sha2-nistp256', string('nistp256'), string(mislabeled)),
    'is damaged',
  ],
  [
    'a point that is not on the curve',
    lineOf('ecdsa-sha2-nistp256', string('nistp256'), string(nowhere)),
    'damaged',
  ],
  ['no point', lineOf('ecdsa-sha2-nistp256', string('nistp256'), string('')), 'is damaged'],
  ['an RSA key of 1024 bits', rsaLine(1024, 3), 'fewer than 2048 bits'],
  ['an RSA key of 2040 bits', rsaLine(2040, 3), 'fewer than 2048 bits'],
  ['an RSA key of 9000 bits', rsaLine(9000, 3), 'more than 8192 bits'],
  ['an exponent of 1', rsaLine(2048, 1), 'an unsafe exponent'],
  ['an exponent of 33 bits', rsaLine(2048, 1, 0, 0, 0, 1), 'an unsafe exponent'],
  ['an even exponent', rsaLine(2048, 4), 'an unsafe exponent'],
  ['no exponent', lineOf('ssh-rsa', string(''), string('')), 'is damaged'],
  [
    'a number with an additional zero',
    lineOf('ssh-rsa', string(Buffer.from([0, 3])), mpint(randomBytes(256))),
    'is damaged',
  ],
  [
    'a negative number',
    lineOf('ssh-rsa', mpint(Buffer.from([3])), string(Buffer.alloc(256, 0xff))),
    'is damaged',
  ],
  ['no application', lineOf('sk-ssh-ed25519@openssh.com', string(randomBytes(32))), 'is damaged'],
])('%s is not a public key', (_what, line, problem) => {
  expect(parsePublicKey(line)).toEqual({ problem: expect.stringContaining(problem) });
});

test('a certificate is not a public key', () => {
  const { path: folder, remove } = makeTempFolder('ssh-ca');
  try {
    const file = join(folder, 'ca');
    sshKeygen(['-q', '-t', 'ed25519', '-N', '', '-f', file]);
    writeFileSync(join(folder, 'ada.pub'), key.publicLine);
    sshKeygen(['-q', '-s', file, '-I', 'ada', join(folder, 'ada.pub')]);

    expect(parsePublicKey(readFileSync(join(folder, 'ada-cert.pub'), 'utf8'))).toEqual({
      problem: 'is a certificate: give the key itself',
    });
  } finally {
    remove();
  }
});

test('the parser never throws for a text, and no problem repeats the text', () => {
  const part = fc.oneof(
    fc.constantFrom('ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', base64, ' '),
    fc.string({ unit: anyCharacter }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const read = parsePublicKey(parts.join(' '));
      return 'problem' in read ? /^(?:is|has|does) /.test(read.problem) : read.type.length > 0;
    }),
    { numRuns: 2000 },
  );
});

test('the parser never throws for any bytes after a type', () => {
  const type = fc.constantFrom('ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp521', ...SECURITY_KEYS);
  const value = fc.oneof(fc.uint8Array(), fc.constantFrom(Buffer.from('nistp521')));
  fc.assert(
    fc.property(type, fc.array(value), (name, values) => {
      const line = lineOf(name, ...values.map((bytes) => string(Buffer.from(bytes))));
      expect(parsePublicKey(line)).toEqual({ problem: expect.any(String) });
    }),
    { numRuns: 1000 },
  );
});
