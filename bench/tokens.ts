import { libraryToken, passportBearer } from './peers/index';
import type { LoadProfile, Section } from './report';
import { atMost, measureRows, ratio, roundsOf, rowsTable } from './rows';
import { ALL_SIZES } from './target';

/** Measures the decision about one caller with an opaque token, for this library and its peers. */
export async function tokens(profile: LoadProfile): Promise<Section> {
  const rows = await measureRows('tokens', profile);
  const library = (size: number) => roundsOf(rows, libraryToken, size);
  const peer = (size: number) => roundsOf(rows, passportBearer, size);
  const sizes = ALL_SIZES.map(
    (size) => [size, size === 1 ? 'one token' : `${size.toLocaleString('en')} tokens`] as const,
  );
  const kinds = ['valid', 'unknown'] as const;
  return {
    title: 'Opaque tokens',
    lines: rowsTable('tokens', rows, 'tokens'),
    goals: kinds.flatMap((kind) => [
      ...sizes.map(([size, counted]) =>
        atMost(
          0.4,
          ratio(library(size), peer(size), kind),
          `${kind} token, ${counted}: at most 0.4× passport-http-bearer with the constant-time check`,
        ),
      ),
      atMost(
        1.2,
        ratio(library(10_000), library(1), kind),
        `${kind}: 10,000 tokens within 1.2× of one`,
      ),
    ]),
  };
}
