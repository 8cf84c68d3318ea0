import { constants, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { parsePublicKey, type SshPublicKey } from '../../../../lib/directory/ssh/public-key';
import { parseSignature, verifySignature } from '../../../../lib/directory/ssh/signature';
import { makeSshKey } from '../../../support/directory/ssh-keygen';
import {
  armor,
  dataToSign,
  ecdsaNumbers,
  makeSecurityKey,
  mpint,
  signatureOf,
  string,
  stripArmor,
} from '../../../support/directory/ssh-signature';
import { anyCharacter } from '../../../support/guard/any-character';

// ssh-keygen never writes these signatures, but an attacker might.

const NAMESPACE = 'twilio-functions-auth';
const MESSAGE = 'a challenge';

function readKey(line: string): SshPublicKey {
  const read = parsePublicKey(line);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

const bytesOf = (text: string | undefined) => Buffer.from(text ?? '', 'base64url');
const DATA = dataToSign(MESSAGE, NAMESPACE);

function rsaKey() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { e, n } = publicKey.export({ format: 'jwk' });
  const keyBlob = Buffer.concat([string('ssh-rsa'), mpint(bytesOf(e)), mpint(bytesOf(n))]);
  return { keyBlob, privateKey };
}

function p256Key() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), bytesOf(x), bytesOf(y)]);
  const keyBlob = Buffer.concat(['ecdsa-sha2-nistp256', 'nistp256', point].map(string));
  return { keyBlob, privateKey };
}

function ed25519Key() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = bytesOf(publicKey.export({ format: 'jwk' }).x);
  return { keyBlob: Buffer.concat(['ssh-ed25519', x].map(string)), privateKey };
}

function isVerified(keyBlob: Buffer, signature: string): boolean {
  const type = keyBlob.subarray(4, 4 + keyBlob.readUInt32BE()).toString();
  const publicKey = readKey(`${type} ${keyBlob.toString('base64')}`);
  return verifySignature({ publicKey, signature, message: MESSAGE, namespace: NAMESPACE });
}

const { keyBlob, privateKey } = ed25519Key();
const ed25519Blob = Buffer.concat(['ssh-ed25519', sign(null, DATA, privateKey)].map(string));
const RIGHT = { keyBlob, namespace: NAMESPACE, signatureBlob: ed25519Blob };

describe('a signature', () => {
  test('of the right format is verified', () => {
    expect(isVerified(keyBlob, signatureOf(RIGHT))).toBe(true);
  });

  test.each([
    ['another magic', { magic: 'SSHSIH' }],
    ['version 0', { version: 0 }],
    ['version 2', { version: 2 }],
    ['an unknown hash', { hashAlgorithm: 'sha1' }],
    ['the hash in another case', { hashAlgorithm: 'SHA256' }],
    ['the other hash', { hashAlgorithm: 'sha512' }],
    ['a reserved value', { reserved: 'more' }],
    ['bytes after it', { behind: '\0' }],
    [
      'bytes after the inner signature',
      { signatureBlob: Buffer.concat([ed25519Blob, string('')]) },
    ],
    [
      'a touch flag, which this type of key does not have',
      { signatureBlob: Buffer.concat([ed25519Blob, Buffer.alloc(5, 1)]) },
    ],
    ['an empty inner signature', { signatureBlob: Buffer.alloc(0) }],
    ['the key of another user', { keyBlob: ed25519Key().keyBlob }],
    ['no key', { keyBlob: Buffer.alloc(0) }],
  ])('with %s is refused', (_what, change) => {
    expect(isVerified(keyBlob, signatureOf({ ...RIGHT, ...change }))).toBe(false);
  });

  test('with a signed reserved value is refused', () => {
    const signed = sign(null, dataToSign(MESSAGE, NAMESPACE, 'more'), privateKey);
    const signatureBlob = Buffer.concat(['ssh-ed25519', signed].map(string));

    expect(isVerified(keyBlob, signatureOf({ ...RIGHT, signatureBlob, reserved: 'more' }))).toBe(
      false,
    );
  });

  test('with an empty namespace is refused even if the empty namespace is required', () => {
    const signed = sign(null, dataToSign(MESSAGE, ''), privateKey);
    const signatureBlob = Buffer.concat(['ssh-ed25519', signed].map(string));
    const signature = signatureOf({ keyBlob, namespace: '', signatureBlob });
    const publicKey = readKey(`ssh-ed25519 ${keyBlob.toString('base64')}`);

    expect(verifySignature({ publicKey, signature, message: MESSAGE, namespace: '' })).toBe(false);
  });
});

describe('an RSA signature', () => {
  const rsa = rsaKey();
  const verifies = (name: string, signature: Buffer) =>
    isVerified(
      rsa.keyBlob,
      signatureOf({
        keyBlob: rsa.keyBlob,
        namespace: NAMESPACE,
        signatureBlob: Buffer.concat([name, signature].map(string)),
      }),
    );

  test.each([
    ['rsa-sha2-256', 'sha256'],
    ['rsa-sha2-512', 'sha512'],
  ])('by %s is verified', (name, digest) => {
    expect(verifies(name, sign(digest, DATA, rsa.privateKey))).toBe(true);
  });

  test.each([
    ['of SHA-1', 'ssh-rsa', 'sha1'],
    ['of SHA-256 under the old name', 'ssh-rsa', 'sha256'],
    ['of SHA-1 under a new name', 'rsa-sha2-256', 'sha1'],
    ['of one hash under the name of the other', 'rsa-sha2-512', 'sha256'],
    ['under an empty name', '', 'sha256'],
    ['under the name of an object property', 'toString', 'sha256'],
  ])('%s is refused', (_what, name, digest) => {
    expect(verifies(name, sign(digest, DATA, rsa.privateKey))).toBe(false);
  });

  test('with PSS padding is refused', () => {
    const key = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };

    expect(verifies('rsa-sha2-256', sign('sha256', DATA, key))).toBe(false);
  });

  test('with an additional byte is refused', () => {
    const signature = sign('sha256', DATA, rsa.privateKey);

    expect(verifies('rsa-sha2-256', Buffer.concat([Buffer.alloc(1), signature]))).toBe(false);
  });

  test('without its leading zeros is verified', () => {
    const made = Array.from({ length: 5000 }, (_, index) => `message ${index}`);
    const message = made.find((text) => signed(text)[0] === 0) ?? '';
    const signature = signatureOf({
      keyBlob: rsa.keyBlob,
      namespace: NAMESPACE,
      signatureBlob: Buffer.concat(['rsa-sha2-256', signed(message).subarray(1)].map(string)),
    });
    const publicKey = readKey(`ssh-rsa ${rsa.keyBlob.toString('base64')}`);

    expect(verifySignature({ publicKey, signature, message, namespace: NAMESPACE })).toBe(true);
  });

  const signed = (message: string) =>
    sign('sha256', dataToSign(message, NAMESPACE), rsa.privateKey);
});

describe('an ECDSA signature', () => {
  const p256 = p256Key();
  const verifies = (numbers: Buffer, name = 'ecdsa-sha2-nistp256') =>
    isVerified(
      p256.keyBlob,
      signatureOf({
        keyBlob: p256.keyBlob,
        namespace: NAMESPACE,
        signatureBlob: Buffer.concat([name, numbers].map(string)),
      }),
    );
  const zero = string('');
  const one = mpint(Buffer.from([1]));

  test('of two numbers is verified', () => {
    expect(verifies(ecdsaNumbers(DATA, p256.privateKey))).toBe(true);
  });

  test.each([
    // CVE-2022-21449: a signature of zeros must not verify.
    ['zeros', Buffer.concat([zero, zero])],
    ['zeros of one byte', Buffer.concat([string('\0'), string('\0')])],
    ['ones', Buffer.concat([one, one])],
    ['one number', ecdsaNumbers(DATA, p256.privateKey).subarray(0, 36)],
    ['three numbers', Buffer.concat([ecdsaNumbers(DATA, p256.privateKey), one])],
    ['numbers longer than the curve', Buffer.concat([1, 1].map(() => mpint(Buffer.alloc(40, 1))))],
    ['negative numbers', Buffer.concat([1, 1].map(() => string(Buffer.alloc(32, 0xff))))],
    ['DER', sign('sha256', DATA, p256.privateKey)],
    [
      'the raw concatenation',
      sign('sha256', DATA, { key: p256.privateKey, dsaEncoding: 'ieee-p1363' }),
    ],
  ])('of %s is refused', (_what, numbers) => {
    expect(verifies(numbers)).toBe(false);
  });

  test.each(['ecdsa-sha2-nistp384', 'sk-ecdsa-sha2-nistp256@openssh.com', 'rsa-sha2-256'])(
    'under the name of %s is refused',
    (name) => {
      expect(verifies(ecdsaNumbers(DATA, p256.privateKey), name)).toBe(false);
    },
  );
});

describe('a manipulated signature', () => {
  const made = makeSshKey(['-t', 'ecdsa', '-b', '256']);
  afterAll(made.remove);
  const publicKey = readKey(made.publicLine);
  const signature = made.sign(MESSAGE, NAMESPACE);
  const blob = stripArmor(signature);
  const verifies = (text: string) =>
    verifySignature({ publicKey, signature: text, message: MESSAGE, namespace: NAMESPACE });

  test('is refused if bytes are changed, removed or added', () => {
    const at = fc.nat({ max: blob.length });
    fc.assert(
      fc.property(
        at,
        fc.uint8Array({ maxLength: 3 }),
        fc.nat({ max: 3 }),
        (place, put, dropped) => {
          const changed = Buffer.concat([
            blob.subarray(0, place),
            put,
            blob.subarray(place + dropped),
          ]);
          fc.pre(!changed.equals(blob));
          return !verifies(armor(changed));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('is refused if any bit of a byte is flipped', () => {
    const changed = Array.from(blob, (byte, place) => {
      const copy = Buffer.from(blob);
      copy[place] = byte ^ 1;
      return copy;
    });

    expect(verifies(armor(blob))).toBe(true);
    expect(changed.filter((bytes) => verifies(armor(bytes)))).toEqual([]);
  });

  test('is refused in any other armor', () => {
    const wrong = [
      '',
      blob.toString('base64'),
      signature.replace('BEGIN SSH', 'BEGIN PGP'),
      signature.replace('-----END SSH SIGNATURE-----', ''),
      `${signature}${signature}`,
      `more\n${signature}`,
      signature.replace(/\n/, '\n=\n'),
      armor(Buffer.alloc(0)),
      armor(Buffer.alloc(20_000)),
      signature.replace(/\n/, '\n'.repeat(20_000)),
    ];

    for (const text of wrong) expect([parseSignature(text), verifies(text)]).toEqual([null, false]);
  });

  test('never causes an exception', () => {
    const value = fc.oneof(
      fc.uint8Array().map((bytes) => string(Buffer.from(bytes))),
      fc.constantFrom(...['sha256', NAMESPACE, 'ecdsa-sha2-nistp256'].map(string)),
      fc.constant(string(publicKey.blob)),
      fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
    );
    const begun = fc.array(value).map((values) => {
      const beginning = Buffer.from('SSHSIG\0\0\0\x01', 'latin1');
      return armor(Buffer.concat([beginning, ...values]));
    });
    const inside = fc.array(value).map((values) =>
      signatureOf({
        keyBlob: publicKey.blob,
        namespace: NAMESPACE,
        signatureBlob: Buffer.concat(values),
      }),
    );
    const text = fc.oneof(begun, inside, fc.string({ unit: anyCharacter }));
    fc.assert(
      fc.property(text, (given) => verifies(given) === false),
      { numRuns: 3000 },
    );
  });

  test('of a security key is refused for a plain key, and the reverse', () => {
    const security = makeSecurityKey('sk-ecdsa-sha2-nistp256@openssh.com');
    const touched = security.signWith(1, MESSAGE, NAMESPACE);

    expect(verifies(touched)).toBe(false);
    expect(
      verifySignature({
        publicKey: readKey(security.publicLine),
        signature,
        message: MESSAGE,
        namespace: NAMESPACE,
      }),
    ).toBe(false);
  });
});
