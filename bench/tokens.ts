import { kitToken, passportBearer } from './peers/index';
import type { Effort, Section } from './report';
import { atMost, measureRows, ratio, roundsOf, rowsTable } from './rows';
import { ALL_SIZES } from './target';

/** This kit beside its peers: what it takes to decide about one caller with an opaque token. */
export async function tokens(effort: Effort): Promise<Section> {
  const rows = await measureRows('tokens', effort);
  const kit = (size: number) => roundsOf(rows, kitToken, size);
  const peer = (size: number) => roundsOf(rows, passportBearer, size);
  const sizes = ALL_SIZES.map(
    (size) => [size, size === 1 ? 'one token' : `${size.toLocaleString('en')} tokens`] as const,
  );
  const kinds = ['valid', 'unknown'] as const;
  return {
    title: 'Opaque tokens',
    lines: rowsTable('tokens', rows, 'tokens'),
    aims: kinds.flatMap((kind) => [
      ...sizes.map(([size, counted]) =>
        atMost(
          0.4,
          ratio(kit(size), peer(size), kind),
          `${kind} token, ${counted}: at most 0.4× passport-http-bearer with the careful check`,
        ),
      ),
      atMost(1.2, ratio(kit(10_000), kit(1), kind), `${kind}: 10,000 tokens within 1.2× of one`),
    ]),
  };
}
