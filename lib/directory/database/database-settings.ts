import type { DirectoryVariables } from '../../config';
import type { Misconfiguration } from '../../types';
import { nodeCrypto } from '../../util/node-crypto';
import { privateAsset } from '../../util/private-asset';
import { type DatabaseAddress, parseDatabaseUrl } from './database-address';

/** Returns the database of the directory's variables, or the problems of the variables. */
export function databaseAddress({
  DATABASE_URL: url,
  DATABASE_CA: name,
}: Pick<DirectoryVariables, 'DATABASE_URL' | 'DATABASE_CA'>): DatabaseAddress | Misconfiguration {
  if (url === undefined) return { problems: ['DATABASE_URL is required'] };
  const ca = name === undefined ? undefined : openAsset(name);
  if (name !== undefined && !isCertificate(ca)) {
    return { problems: ['DATABASE_CA must be the name of a private asset with PEM certificates'] };
  }
  const address = parseDatabaseUrl(url, ca);
  return 'problem' in address ? { problems: [`DATABASE_URL ${address.problem}`] } : address;
}

function openAsset(name: string): string | undefined {
  try {
    return privateAsset(name)?.open();
  } catch {
    return undefined;
  }
}

/** Returns whether a text is PEM with at least one certificate. */
export function isCertificate(text: string | undefined): text is string {
  try {
    const { X509Certificate } = nodeCrypto();
    return text !== undefined && new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}
