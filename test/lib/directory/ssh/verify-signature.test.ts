import { parsePublicKey, type SshPublicKey } from '../../../../lib/directory/ssh/public-key';
import { parseSignature, verifySignature } from '../../../../lib/directory/ssh/signature';
import { makeSshKey, sshKeygenVerifies } from '../../../support/directory/ssh-keygen';
import { makeSecurityKey, SECURITY_KEYS } from '../../../support/directory/ssh-signature';

// What `ssh-keygen -Y sign` writes, by the real program.

const NAMESPACE = 'twilio-functions-auth';
const MESSAGE = 'a challenge\n';

function readKey(line: string): SshPublicKey {
  const read = parsePublicKey(line);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

describe.each([
  ['Ed25519', ['-t', 'ed25519']],
  ['ECDSA on P-256', ['-t', 'ecdsa', '-b', '256']],
  ['ECDSA on P-384', ['-t', 'ecdsa', '-b', '384']],
  ['ECDSA on P-521', ['-t', 'ecdsa', '-b', '521']],
  ['RSA of 2048 bits', ['-t', 'rsa', '-b', '2048']],
  ['RSA of 3072 bits', ['-t', 'rsa', '-b', '3072']],
])('%s', (_type, args) => {
  const key = makeSshKey(args);
  const stranger = makeSshKey(args);
  afterAll(() => {
    key.remove();
    stranger.remove();
  });
  const publicKey = readKey(key.publicLine);
  const signature = key.sign(MESSAGE, NAMESPACE);
  const right = { publicKey, signature, message: MESSAGE, namespace: NAMESPACE };

  test('verifies its own signature', () => {
    expect(verifySignature(right)).toBe(true);
  });

  test('verifies its signatures of other messages', () => {
    // ECDSA's numbers have fewer bytes than the curve now and then.
    const messages = Array.from({ length: 10 }, (_, index) => `challenge ${index}`);
    const verdicts = messages.map((message) =>
      verifySignature({ ...right, message, signature: key.sign(message, NAMESPACE) }),
    );

    expect(verdicts).toEqual(messages.map(() => true));
  });

  test('nothing else is', () => {
    const wrong = [
      { message: 'a challenge' },
      { message: '' },
      { namespace: 'file' },
      { namespace: '' },
      { publicKey: readKey(stranger.publicLine) },
      { signature: stranger.sign(MESSAGE, NAMESPACE) },
      { signature: key.sign(MESSAGE, 'file') },
      { signature: key.sign('another\n', NAMESPACE) },
      { signature: signature.replace(/\n.{8}/, '\nAAAAAAAA') },
    ];

    for (const change of wrong) expect(verifySignature({ ...right, ...change })).toBe(false);
  });

  test('is named by the signature', () => {
    expect(parseSignature(signature)?.fingerprint).toBe(key.fingerprint);
  });
});

describe('a message', () => {
  const key = makeSshKey(['-t', 'ed25519']);
  afterAll(key.remove);
  const publicKey = readKey(key.publicLine);

  test.each([
    ['empty', ''],
    ['of other letters', 'Grüße ☎'],
    ['of any bytes', Buffer.from([0, 0xff, 0x0d, 0x0a, 0x80])],
    ['of a megabyte', Buffer.alloc(1_000_000, 7)],
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

describe.each(SECURITY_KEYS)('%s', (type) => {
  const { publicLine, signWith } = makeSecurityKey(type);
  const verdictOn = (signature: string) =>
    verifySignature({
      publicKey: readKey(publicLine),
      signature,
      message: MESSAGE,
      namespace: NAMESPACE,
    });

  test.each([
    ['a touch', 1],
    ['a touch and a PIN', 5],
  ])('what it has signed with %s is verified, here and by ssh-keygen', (_what, flags) => {
    const signature = signWith(flags, MESSAGE, NAMESPACE);

    expect(verdictOn(signature)).toBe(true);
    expect(
      sshKeygenVerifies({ publicLine, signature, message: MESSAGE, namespace: NAMESPACE }),
    ).toBe(true);
  });

  test('what it has signed without a touch is not', () => {
    expect([0, 4].map((flags) => verdictOn(signWith(flags, MESSAGE, NAMESPACE)))).toEqual([
      false,
      false,
    ]);
  });

  test('nothing else is', () => {
    expect(verdictOn(signWith(1, 'another', NAMESPACE))).toBe(false);
    expect(verdictOn(signWith(1, MESSAGE, 'file'))).toBe(false);
    expect(verdictOn(signWith(1, MESSAGE, NAMESPACE, '\0'))).toBe(false);
    expect(verdictOn(makeSecurityKey(type).signWith(1, MESSAGE, NAMESPACE))).toBe(false);
  });
});
