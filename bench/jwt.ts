import { JWT_ALGORITHMS, type JwtAlgorithm } from './jwt-callers';
import { joseFloor, kitJwt } from './peers/index';
import type { Effort, Section } from './report';
import { atMost, measureRows, type Row, ratio, roundsOf, rowsTable } from './rows';

/** This kit beside its peers: what it takes to decide about one caller with a JSON Web Token. */
export async function jwt(effort: Effort): Promise<Section> {
  const measured: (readonly [JwtAlgorithm, readonly Row[]])[] = [];
  for (const algorithm of JWT_ALGORITHMS) {
    measured.push([algorithm, await measureRows(algorithm, effort)]);
  }
  return {
    title: 'JSON Web Tokens',
    lines: measured.flatMap(([algorithm, rows]) => [
      `${algorithm}:`,
      '',
      ...rowsTable(algorithm, rows, 'users'),
      '',
    ]),
    aims: measured.map(([algorithm, rows]) => {
      const kit = roundsOf(rows, kitJwt(algorithm), 1);
      const floor = roundsOf(rows, joseFloor(algorithm), 1);
      const aim = `${algorithm}: at most 1.1× jose's own jwtVerify with the key imported once`;
      return atMost(1.1, ratio(kit, floor, 'valid'), aim);
    }),
  };
}
