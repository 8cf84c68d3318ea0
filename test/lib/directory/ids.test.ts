import { newId, newSecret, secretHash } from '../../../lib/directory/crypto/ids';

test('an id has the prefix of its object and 16 random characters', () => {
  expect(newId('usr')).toMatch(/^usr_[0-9A-Za-z]{16}$/);
  expect(newId('ac')).toMatch(/^ac_[0-9A-Za-z]{16}$/);
});

test('a secret has 30 characters: more than 160 bits', () => {
  expect(newSecret()).toMatch(/^[0-9A-Za-z]{30}$/);
  expect(30 * Math.log2(62)).toBeGreaterThan(160);
});

test('ids and secrets are unique', () => {
  const made = Array.from({ length: 500 }, () => [newId('ses'), newSecret()]).flat();

  expect(new Set(made).size).toBe(1000);
});

// FIPS 180-4's example, as NIST publishes it.
test('a secret is stored as its SHA-256', () => {
  expect(secretHash('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
