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

// What ssh-keygen never writes, and somebody else might.

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

function verdict(keyBlob: Buffer, signature: string): boolean {
  const type = keyBlob.subarray(4, 4 + keyBlob.readUInt32BE()).toString();
  const publicKey = readKey(`${type} ${keyBlob.toString('base64')}`);
  return verifySignature({ publicKey, signature, message: MESSAGE, namespace: NAMESPACE });
}

const { keyBlob, privateKey } = ed25519Key();
const ed25519Blob = Buffer.concat(['ssh-ed25519', sign(null, DATA, privateKey)].map(string));
const RIGHT = { keyBlob, namespace: NAMESPACE, signatureBlob: ed25519Blob };

describe('the form', () => {
  test('that is right is verified', () => {
    expect(verdict(keyBlob, signatureOf(RIGHT))).toBe(true);
  });

  test.each([
    ['another magic', { magic: 'SSHSIH' }],
    ['version 0', { version: 0 }],
    ['version 2', { version: 2 }],
    ['an unknown hash', { hashAlgorithm: 'sha1' }],
    ['a hash of another name', { hashAlgorithm: 'SHA256' }],
    ['the other hash', { hashAlgorithm: 'sha512' }],
    ['something reserved', { reserved: 'more' }],
    ['something behind it', { behind: '\0' }],
    ['something behind the signature', { signatureBlob: Buffer.concat([ed25519Blob, string('')]) }],
    [
      'a touch that no key of this type has',
      { signatureBlob: Buffer.concat([ed25519Blob, Buffer.alloc(5, 1)]) },
    ],
    ['no signature', { signatureBlob: Buffer.alloc(0) }],
    ['the key of somebody else', { keyBlob: ed25519Key().keyBlob }],
    ['no key', { keyBlob: Buffer.alloc(0) }],
  ])('with %s is not', (_what, change) => {
    expect(verdict(keyBlob, signatureOf({ ...RIGHT, ...change }))).toBe(false);
  });

  test('with something reserved that was signed is not either', () => {
    const signed = sign(null, dataToSign(MESSAGE, NAMESPACE, 'more'), privateKey);
    const signatureBlob = Buffer.concat(['ssh-ed25519', signed].map(string));

    expect(verdict(keyBlob, signatureOf({ ...RIGHT, signatureBlob, reserved: 'more' }))).toBe(
      false,
    );
  });

  test('with an empty namespace is not, even where none is asked for', () => {
    const signed = sign(null, dataToSign(MESSAGE, ''), privateKey);
    const signatureBlob = Buffer.concat(['ssh-ed25519', signed].map(string));
    const signature = signatureOf({ keyBlob, namespace: '', signatureBlob });
    const publicKey = readKey(`ssh-ed25519 ${keyBlob.toString('base64')}`);

    expect(verifySignature({ publicKey, signature, message: MESSAGE, namespace: '' })).toBe(false);
  });
});

describe('RSA', () => {
  const rsa = rsaKey();
  const verdictOn = (name: string, signature: Buffer) =>
    verdict(
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
  ])('%s is verified', (name, digest) => {
    expect(verdictOn(name, sign(digest, DATA, rsa.privateKey))).toBe(true);
  });

  test.each([
    ['SHA-1', 'ssh-rsa', 'sha1'],
    ['SHA-256 by the old name', 'ssh-rsa', 'sha256'],
    ['SHA-1 by a new name', 'rsa-sha2-256', 'sha1'],
    ['one hash by the name of the other', 'rsa-sha2-512', 'sha256'],
    ['no name', '', 'sha256'],
    ['a name of every object', 'toString', 'sha256'],
  ])('%s is not', (_what, name, digest) => {
    expect(verdictOn(name, sign(digest, DATA, rsa.privateKey))).toBe(false);
  });

  test('PSS is not', () => {
    const key = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };

    expect(verdictOn('rsa-sha2-256', sign('sha256', DATA, key))).toBe(false);
  });

  test('a signature with a byte too many is not', () => {
    const signature = sign('sha256', DATA, rsa.privateKey);

    expect(verdictOn('rsa-sha2-256', Buffer.concat([Buffer.alloc(1), signature]))).toBe(false);
  });

  test('a signature without the zeros in front of it is verified', () => {
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

describe('ECDSA', () => {
  const p256 = p256Key();
  const verdictOn = (numbers: Buffer, name = 'ecdsa-sha2-nistp256') =>
    verdict(
      p256.keyBlob,
      signatureOf({
        keyBlob: p256.keyBlob,
        namespace: NAMESPACE,
        signatureBlob: Buffer.concat([name, numbers].map(string)),
      }),
    );
  const zero = string('');
  const one = mpint(Buffer.from([1]));

  test('two numbers are verified', () => {
    expect(verdictOn(ecdsaNumbers(DATA, p256.privateKey))).toBe(true);
  });

  test.each([
    // CVE-2022-21449: zero proves nothing.
    ['zeros', Buffer.concat([zero, zero])],
    ['zeros of a byte', Buffer.concat([string('\0'), string('\0')])],
    ['ones', Buffer.concat([one, one])],
    ['one number', ecdsaNumbers(DATA, p256.privateKey).subarray(0, 36)],
    ['three numbers', Buffer.concat([ecdsaNumbers(DATA, p256.privateKey), one])],
    ['numbers longer than the curve', Buffer.concat([1, 1].map(() => mpint(Buffer.alloc(40, 1))))],
    ['numbers below zero', Buffer.concat([1, 1].map(() => string(Buffer.alloc(32, 0xff))))],
    ['DER', sign('sha256', DATA, p256.privateKey)],
    ['bytes in a row', sign('sha256', DATA, { key: p256.privateKey, dsaEncoding: 'ieee-p1363' })],
  ])('%s are not', (_what, numbers) => {
    expect(verdictOn(numbers)).toBe(false);
  });

  test.each(['ecdsa-sha2-nistp384', 'sk-ecdsa-sha2-nistp256@openssh.com', 'rsa-sha2-256'])(
    'a signature by the name of %s is not',
    (name) => {
      expect(verdictOn(ecdsaNumbers(DATA, p256.privateKey), name)).toBe(false);
    },
  );
});

describe('hostile input', () => {
  const made = makeSshKey(['-t', 'ecdsa', '-b', '256']);
  afterAll(made.remove);
  const publicKey = readKey(made.publicLine);
  const signature = made.sign(MESSAGE, NAMESPACE);
  const blob = stripArmor(signature);
  const verdictOn = (text: string) =>
    verifySignature({ publicKey, signature: text, message: MESSAGE, namespace: NAMESPACE });

  test('no byte can be changed, dropped or added', () => {
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
          return !verdictOn(armor(changed));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('every byte counts', () => {
    const changed = Array.from(blob, (byte, place) => {
      const copy = Buffer.from(blob);
      copy[place] = byte ^ 1;
      return copy;
    });

    expect(verdictOn(armor(blob))).toBe(true);
    expect(changed.filter((bytes) => verdictOn(armor(bytes)))).toEqual([]);
  });

  test('no armor other than the right one is read', () => {
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

    for (const text of wrong)
      expect([parseSignature(text), verdictOn(text)]).toEqual([null, false]);
  });

  test('nothing makes it throw', () => {
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
    const text = fc.oneof(begun, inside, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, (given) => verdictOn(given) === false),
      { numRuns: 3000 },
    );
  });

  test('a key with a touch does not sign for one without, nor the other way round', () => {
    const security = makeSecurityKey('sk-ecdsa-sha2-nistp256@openssh.com');
    const touched = security.signWith(1, MESSAGE, NAMESPACE);

    expect(verdictOn(touched)).toBe(false);
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
