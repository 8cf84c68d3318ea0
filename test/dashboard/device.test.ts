import { parseDevice } from '../../dashboard/screens/me/device';

const MOZILLA = 'Mozilla/5.0';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [`${MOZILLA} (X11; Linux x86_64) ${WEBKIT} Chrome/143.0.0.0 Safari/537.36`, 'Chrome', 'Linux'],
  [
    `${MOZILLA} (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/143.0 Safari/537.36`,
    'Chrome',
    'Linux',
  ],
  [
    `${MOZILLA} (Windows NT 10.0; Win64) ${WEBKIT} Chrome/143.0 Safari/537.36 Edg/143.0`,
    'Edge',
    'Windows',
  ],
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0`,
    'Firefox',
    'Windows',
  ],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15`,
    'Safari',
    'macOS',
  ],
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1`,
    'Safari',
    'iPhone',
  ],
  [
    `${MOZILLA} (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/143.0 Mobile/15E148 Safari/604.1`,
    'Chrome',
    'iPad',
  ],
  [
    `${MOZILLA} (Linux; Android 16; SM-S931B) ${WEBKIT} SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36`,
    'Samsung Internet',
    'Android',
  ],
  [
    `${MOZILLA} (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/143.0 Safari/537.36`,
    'Chrome',
    'ChromeOS',
  ],
  [
    `${MOZILLA} (Windows NT 10.0) ${WEBKIT} Chrome/143.0 Safari/537.36 OPR/124.0`,
    'Opera',
    'Windows',
  ],
])('the browser and the system of %s are known', (userAgent, browser, system) => {
  expect(parseDevice(userAgent)).toEqual({ browser, system });
});

test.each([
  ['curl/8.14.1', { browser: 'curl' }],
  ['node', {}],
  ['unknown', {}],
  ['', {}],
  [`${MOZILLA} (Windows NT 10.0) Servo/1.0`, { system: 'Windows' }],
  [`${'a'.repeat(1000)}/1`, {}],
  ['<img src=x onerror=alert(1)>/1', {}],
])('the user agent %j is named to the extent that it is known', (userAgent, device) => {
  expect(parseDevice(userAgent)).toEqual(device);
});
