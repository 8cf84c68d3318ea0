import { readPasswordHash } from '../../passwords/read-password-hash';
import { inTurn } from './limit-hashing';

/** A password that was given, and the one that it has to be. */
export interface GivenPassword {
  readonly password: string;
  /** A PHC string; null for an unknown user, or one who has no password. */
  readonly stored: string | null;
  /** When the answer has to be there, by `performance.now()`. */
  readonly endsAt: number;
}

// With the parameters of `hashPassword`, and of no password that anybody could find.
const DECOY = `$scrypt$ln=14,r=8,p=5$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Whether a password is the one that was stored; takes as long where there is none.
 *
 * @throws DirectoryError `OVERLOADED` where too many are being checked.
 */
export function isPassword({ password, stored, endsAt }: GivenPassword): Promise<boolean> {
  return inTurn(endsAt, async () => {
    const hash = readPasswordHash(stored ?? DECOY, undefined);
    if (hash === null || 'problem' in hash) throw new Error('a stored password hash is damaged.');
    const matches = await hash.verify(password.normalize('NFC'));
    return matches && stored !== null;
  });
}
