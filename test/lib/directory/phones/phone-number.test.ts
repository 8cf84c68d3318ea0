import { maskPhoneNumber, parsePhoneNumber } from '../../../../lib/directory/phones/phone-number';

test.each([
  ['+4915123456789', '+4915123456789'],
  [' +49 (1512) 345-6789 ', '+4915123456789'],
  ['+1 415.555.0100', '+14155550100'],
  ['＋１４１５５５５０１００', '+14155550100'],
  ['\u202a+14155550100\u202c', '+14155550100'],
])('%j is a number', (text, number) => {
  expect(parsePhoneNumber(text)).toBe(number);
});

test.each([
  '',
  '+',
  '015123456789',
  '004915123456789',
  '+04915123456789',
  '+49151',
  '+4915123456789012',
  '+49151234567a9',
  '+49\u00001512345678',
  '+4915123456789,+4915123456780',
  '+4915123456789;ext=1',
  '+4915123456789&Channel=call',
  'whatsapp:+4915123456789',
  '++4915123456789',
  '+49151٣٤٥٦٧٨٩',
  'tel:+4915123456789',
  '+4915123456789x',
])('%j is refused', (text) => {
  expect(() => parsePhoneNumber(text)).toThrow(expect.objectContaining({ code: 'PHONE_INVALID' }));
});

test('every text of random characters is refused, or becomes E.164', () => {
  const characters = [...'+0123456789 -().,;:&=x#*@/\\\n\u0000٣３\u200b\ud800'];
  for (let count = 0; count < 20_000; count += 1) {
    const length = Math.floor(Math.random() * 24);
    const text = Array.from(
      { length },
      () => characters[Math.floor(Math.random() * characters.length)],
    );
    let parsed = '+1234567';
    try {
      parsed = parsePhoneNumber(`+1${text.join('')}`);
    } catch (error) {
      expect(error).toMatchObject({ code: 'PHONE_INVALID' });
    }
    expect(parsed).toMatch(/^\+[1-9][0-9]{6,14}$/);
  }
});

test.each([
  ['+14155550100', '+1 ••• 0100'],
  ['+79161234567', '+7 ••• 4567'],
  ['+4915123456789', '+49 ••• 6789'],
  ['+35312345678', '+353 ••• 5678'],
  ['+97312345678', '+973 ••• 5678'],
  ['+881612345678', '+881 ••• 5678'],
])('of %s, its owner sees %s', (number, shown) => {
  expect(maskPhoneNumber(number)).toBe(shown);
});
