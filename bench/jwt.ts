import { runChild } from './child';
import { JWT_ALGORITHMS, type JwtAlgorithm } from './jwt-callers';
import type { LoadProfile, Section } from './report';
import { atMost, measureRows, type Row, rowsTable } from './rows';

/** Measures the decision about one caller with a JSON Web Token, for this library and its peers. */
export async function jwt(profile: LoadProfile): Promise<Section> {
  const measured: (readonly [JwtAlgorithm, readonly Row[]])[] = [];
  for (const algorithm of JWT_ALGORITHMS) {
    measured.push([algorithm, await measureRows(algorithm, profile)]);
  }
  const rounds = profile.quick ? 4 : 200;
  const ratios = await runChild<Record<JwtAlgorithm, number>>('jwt-ratio-child', rounds);
  return {
    title: 'JSON Web Tokens',
    lines: measured.flatMap(([algorithm, rows]) => [
      `${algorithm}:`,
      '',
      ...rowsTable(algorithm, rows, 'users'),
      '',
    ]),
    goals: JWT_ALGORITHMS.map((algorithm) =>
      atMost(
        1.1,
        ratios[algorithm],
        `${algorithm}: at most 1.1× jose's own jwtVerify with the key imported once`,
      ),
    ),
  };
}
