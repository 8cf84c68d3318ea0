import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { canonicalAddress } from '../../../lib/edge/address';
import { type Cidr, cidrProblemText, isInCidr, parseCidr } from '../../../lib/edge/cidr';

describe('an address has one spelling', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['0.0.0.0', '0.0.0.0'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::0001', '2001:db8::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    // Only the prefix of mapped addresses stands for IPv4.
    ['::203.0.113.7', '::cb00:7107'],
    ['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107'],
  ])('%s is %s', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });
});

describe('threat 27: other text is no address', () => {
  test.each([
    [''],
    ['203.0.113'],
    ['203.0.113.7.1'],
    ['203.0.113.256'],
    ['203.0.113.07'],
    ['0313.0.113.7'],
    ['0x7f.1'],
    ['2130706433'],
    ['127.1'],
    [' 203.0.113.7'],
    ['203.0.113.7 '],
    ['203.0.113.7:443'],
    ['[2001:db8::1]'],
    ['fe80::1%eth0'],
    ['2001:db8:::1'],
    ['1:2:3:4:5:6:7:8:9'],
    ['::ffff:203.0.113.007'],
    ['unknown'],
    ['_hidden'],
    ['２０３.0.113.7'],
    ['a'.repeat(45)],
  ])('%j', (text) => {
    expect(canonicalAddress(text)).toBeUndefined();
  });
});

const block = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if ('code' in parsed) throw new Error(parsed.code);
  return parsed;
};

describe('a block has one spelling', () => {
  test.each([
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['203.0.113.7/32', '203.0.113.7/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0::/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['2001:db8::1/128', '2001:db8::1/128'],
    ['::ffff:203.0.113.0/120', '203.0.113.0/24'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
  ])('%s is %s', (text, expected) => {
    expect(block(text).text).toBe(expected);
  });
});

describe('an error names the block that was probably meant', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7 has no number of bits. Did you mean 203.0.113.7/32?'],
    ['2001:db8::1', '2001:db8::1 has no number of bits. Did you mean 2001:db8::1/128?'],
    [
      '203.0.113.7/24',
      '203.0.113.7/24 does not begin with the lowest address of its block. Did you mean 203.0.113.0/24?',
    ],
    [
      '2001:db8::1/32',
      '2001:db8::1/32 does not begin with the lowest address of its block. Did you mean 2001:db8::/32?',
    ],
    [
      '::ffff:203.0.113.7/120',
      '::ffff:203.0.113.7/120 does not begin with the lowest address of its block. Did you mean 203.0.113.0/24?',
    ],
  ])('%s', (text, expected) => {
    const parsed = parseCidr(text);
    expect('code' in parsed && cidrProblemText(text, parsed)).toBe(expected);
  });

  test.each([
    ['203.0.113.0/33'],
    ['203.0.113.0/-1'],
    ['203.0.113.0/024'],
    ['203.0.113.0/'],
    ['203.0.113.0/24/24'],
    ['203.0.113.0/2 4'],
    ['203.0.113.0/255.255.255.0'],
    ['2001:db8::/129'],
    ['::ffff:0.0.0.0/95'],
    ['10/8'],
    ['/24'],
    ['example.com/24'],
  ])('%s is no block', (text) => {
    expect(parseCidr(text)).toEqual({ code: 'CIDR_INVALID', suggestion: undefined });
  });
});

const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }));
const ipv6 = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }));

/** Returns the block with these bits that an address is in. */
function blockAround(address: string, bits: number): Cidr {
  const parsed = parseCidr(`${address}/${bits}`);
  return 'code' in parsed ? block(parsed.suggestion ?? '') : parsed;
}

test('an address is in the block around it, and membership is what Node.js says', () => {
  const pairs = fc.oneof(
    fc.tuple(ipv4, ipv4),
    fc.tuple(ipv6, ipv6),
    // Neighbors differ in their last bits alone.
    ipv4.map(
      ([address, bits]) =>
        [
          [address, bits],
          [address.replace(/\d+$/, '1'), bits],
        ] as const,
    ),
  );
  fc.assert(
    fc.property(pairs, ([[one, bits], [other]]) => {
      const [first, second] = [one, other].map((text) => canonicalAddress(text) ?? '');
      fc.pre(first !== undefined && second !== undefined);
      // A mapped address has the bits of IPv4.
      fc.pre(isIP(one) === isIP(first ?? '') && isIP(other) === isIP(second ?? ''));
      const around = blockAround(one, bits);
      const list = new BlockList();
      const [network = '', prefix] = around.text.split('/');
      const family = isIP(network) === 4 ? 'ipv4' : 'ipv6';
      list.addSubnet(network, Number(prefix), family);
      expect(isInCidr(first ?? '', around)).toBe(true);
      expect(isInCidr(second ?? '', around)).toBe(list.check(second ?? '', family));
    }),
    { numRuns: 3000 },
  );
});

test('no text makes a block or an address throw, and a canonical spelling is its own', () => {
  const anyText = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:./%[]x '), maxLength: 50 }),
    fc.string(),
    fc.ipV4Extended(),
    fc.ipV6(),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const address = canonicalAddress(text);
      const parsed = parseCidr(text);
      if (address !== undefined) expect(canonicalAddress(address)).toBe(address);
      if (!('code' in parsed)) expect(block(parsed.text)).toEqual(parsed);
    }),
    { numRuns: 5000 },
  );
});

test('an IPv4-mapped address is in the blocks of IPv4, and in no block of IPv6', () => {
  const mapped = canonicalAddress('::ffff:203.0.113.9') ?? '';

  expect(isInCidr(mapped, block('203.0.113.0/24'))).toBe(true);
  expect(isInCidr(mapped, block('::/0'))).toBe(false);
});
