import { readPasswordHash } from '../../passwords/read-password-hash';
import { inTurn } from './in-turn';

// With the parameters of `hashPassword`, and of no password that anybody could find.
const DECOY = `$scrypt$ln=14,r=8,p=5$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Whether a password is the one that was stored; takes as long where there is none.
 *
 * @param stored - a PHC string; null for an unknown user, or one who has no password.
 * @throws DirectoryError `BUSY` where too many are being checked.
 */
export function isPassword(stored: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    const hash = readPasswordHash(stored ?? DECOY, undefined);
    if (hash === null || 'problem' in hash) throw new Error('a stored password hash is damaged.');
    const matches = await hash.verify(password.normalize('NFC'));
    return matches && stored !== null;
  });
}
