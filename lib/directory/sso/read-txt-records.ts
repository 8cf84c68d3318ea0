import { promises as dns, getServers } from 'node:dns';

const TIME_LIMIT_MS = 1_000;
const TRIES = 2;
// c-ares: the name, or its type of record, does not exist.
const MISSING = ['ENOTFOUND', 'ENODATA'];

/**
 * Reads the TXT records of a name, by the DNS servers of this process, within about three seconds.
 *
 * @returns `null` if no server answers.
 */
export async function readTxtRecords(name: string): Promise<readonly string[] | null> {
  const resolver = new dns.Resolver({ timeout: TIME_LIMIT_MS, tries: TRIES });
  // A resolver of its own has a time limit. Its servers are those that the process was given.
  resolver.setServers(getServers());
  try {
    const records = await resolver.resolveTxt(name);
    return records.map((parts) => parts.join(''));
  } catch (reason) {
    const { code = '' } = reason as { readonly code?: string };
    return MISSING.includes(code) ? [] : null;
  }
}
