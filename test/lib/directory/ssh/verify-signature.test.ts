import { parsePublicKey, type SshPublicKey } from '../../../../lib/directory/ssh/public-key';
import { parseSignature, verifySignature } from '../../../../lib/directory/ssh/signature';
import { makeSshKey, sshKeygenVerifies } from '../../../support/directory/ssh-keygen';
import { makeSecurityKey, SECURITY_KEYS } from '../../../support/directory/ssh-signature';

// The signatures come from the real `ssh-keygen -Y sign`.

const NAMESPACE = 'twilio-functions-auth';
const MESSAGE = 'a challenge\n';

function readKey(line: string): SshPublicKey {
  const read = parsePublicKey(line);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

describe.each([
  ['an Ed25519 key', ['-t', 'ed25519']],
  ['an ECDSA key on P-256', ['-t', 'ecdsa', '-b', '256']],
  ['an ECDSA key on P-384', ['-t', 'ecdsa', '-b', '384']],
  ['an ECDSA key on P-521', ['-t', 'ecdsa', '-b', '521']],
  ['an RSA key of 2048 bits', ['-t', 'rsa', '-b', '2048']],
  ['an RSA key of 3072 bits', ['-t', 'rsa', '-b', '3072']],
])('%s', (_type, args) => {
  const key = makeSshKey(args);
  const otherKey = makeSshKey(args);
  afterAll(() => {
    key.remove();
    otherKey.remove();
  });
  const publicKey = readKey(key.publicLine);
  const signature = key.sign(MESSAGE, NAMESPACE);
  const right = { publicKey, signature, message: MESSAGE, namespace: NAMESPACE };

  test('verifies its signature', () => {
    expect(verifySignature(right)).toBe(true);
  });

  test('verifies its signatures of other messages', () => {
    // The numbers of an ECDSA signature sometimes have fewer bytes than the curve.
    const messages = Array.from({ length: 10 }, (_, index) => `challenge ${index}`);
    const results = messages.map((message) =>
      verifySignature({ ...right, message, signature: key.sign(message, NAMESPACE) }),
    );

    expect(results).toEqual(messages.map(() => true));
  });

  test('refuses every other signature', () => {
    const wrong = [
      { message: 'a challenge' },
      { message: '' },
      { namespace: 'file' },
      { namespace: '' },
      { publicKey: readKey(otherKey.publicLine) },
      { signature: otherKey.sign(MESSAGE, NAMESPACE) },
      { signature: key.sign(MESSAGE, 'file') },
      { signature: key.sign('another\n', NAMESPACE) },
      { signature: signature.replace(/\n.{8}/, '\nAAAAAAAA') },
    ];

    for (const change of wrong) expect(verifySignature({ ...right, ...change })).toBe(false);
  });

  test('has the fingerprint that the signature names', () => {
    expect(parseSignature(signature)?.fingerprint).toBe(key.fingerprint);
  });
});

describe('a message', () => {
  const key = makeSshKey(['-t', 'ed25519']);
  afterAll(key.remove);
  const publicKey = readKey(key.publicLine);

  test.each([
    ['an empty text', ''],
    ['a text of other letters', 'Grüße ☎'],
    ['binary data', Buffer.from([0, 0xff, 0x0d, 0x0a, 0x80])],
    ['a megabyte', Buffer.alloc(1_000_000, 7)],
  ])('that is %s is verified', (_what, message) => {
    const signature = key.sign(message, NAMESPACE);

    expect(verifySignature({ publicKey, signature, message, namespace: NAMESPACE })).toBe(true);
  });

  test.each([
    ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['one line', (text: string) => text.replace(/(?<=[\w+/=])\n(?=[\w+/=])/g, '')],
    ['empty lines around', (text: string) => `\n\n${text}\n`],
  ])('may have a signature with %s', (_what, change) => {
    const signature = change(key.sign(MESSAGE, NAMESPACE));

    expect(verifySignature({ publicKey, signature, message: MESSAGE, namespace: NAMESPACE })).toBe(
      true,
    );
  });
});

describe.each(SECURITY_KEYS)('a security key of type %s', (type) => {
  const { publicLine, signWith } = makeSecurityKey(type);
  const verifies = (signature: string) =>
    verifySignature({
      publicKey: readKey(publicLine),
      signature,
      message: MESSAGE,
      namespace: NAMESPACE,
    });

  test.each([
    ['a touch', 1],
    ['a touch and a PIN', 5],
  ])('signs with %s, and this library and ssh-keygen verify the signature', (_what, flags) => {
    const signature = signWith(flags, MESSAGE, NAMESPACE);

    expect(verifies(signature)).toBe(true);
    expect(
      sshKeygenVerifies({ publicLine, signature, message: MESSAGE, namespace: NAMESPACE }),
    ).toBe(true);
  });

  test('cannot sign without a touch', () => {
    expect([0, 4].map((flags) => verifies(signWith(flags, MESSAGE, NAMESPACE)))).toEqual([
      false,
      false,
    ]);
  });

  test('refuses every other signature', () => {
    expect(verifies(signWith(1, 'another', NAMESPACE))).toBe(false);
    expect(verifies(signWith(1, MESSAGE, 'file'))).toBe(false);
    expect(verifies(signWith(1, MESSAGE, NAMESPACE, '\0'))).toBe(false);
    expect(verifies(makeSecurityKey(type).signWith(1, MESSAGE, NAMESPACE))).toBe(false);
  });
});
