import { isScope } from '../http/scope';
import { unknownOptions } from '../util/option-problems';

const OPTIONS = [
  'secret',
  'publicKey',
  'jwks',
  'jwksUri',
  'algorithms',
  'issuer',
  'audience',
  'clientIds',
  'clockToleranceSeconds',
  'maxAgeSeconds',
  'requiredClaims',
  'scopes',
  'typ',
];
const ALGORITHMS: readonly unknown[] = ['HS256', 'RS256', 'ES256', 'EdDSA'];
const MAX_TOLERANCE = 120;

/** The options as they were given, of any shape. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** Whether a list of algorithms is one: not empty, and nothing else in it. */
export function isAlgorithms(given: unknown): boolean {
  return isListOf(given, (name) => ALGORITHMS.includes(name)) && (given as []).length > 0;
}

/** What is wrong with the options as such; keys, issuer and audience are read elsewhere. */
export function optionProblems(given: GivenOptions): readonly string[] {
  const wrong = (name: string, isRight: (value: unknown) => boolean, what: string) =>
    name in given && !isRight(given[name]) ? [`the option ${name} of jwt is not ${what}`] : [];
  return [
    ...unknownOptions('bearer({ jwt })', given, OPTIONS),
    ...(isAlgorithms(given['algorithms'])
      ? []
      : ['the option algorithms of jwt is not a list of HS256, RS256, ES256 or EdDSA']),
    ...wrong('clockToleranceSeconds', isTolerance, `a number from 0 to ${MAX_TOLERANCE}`),
    ...wrong('maxAgeSeconds', isAge, 'a number above 0'),
    ...wrong('requiredClaims', (names) => isListOf(names, isText), 'a list of names of claims'),
    ...wrong('scopes', (scopes) => isListOf(scopes, isScope), 'a list of scopes without spaces'),
    ...wrong('typ', isText, 'a text such as at+jwt'),
  ];
}

/** Whether a value is a text with something in it. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isListOf(value: unknown, isRight: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight);
}

function isTolerance(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= MAX_TOLERANCE;
}

function isAge(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}
