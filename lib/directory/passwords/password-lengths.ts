/**
 * The least code points of a password: NIST SP 800-63B-4 section 3.1.1.2 wants 15 where a password
 * may be all that is asked for, as it is wherever an account does not require a second factor.
 */
export const MIN_PASSWORD_LENGTH = 15;

/** The most: NIST asks for 64 at least, and the end keeps hashes of one size from costing more. */
export const MAX_PASSWORD_LENGTH = 128;

/** What is shorter comes up in any text, so it says nothing about it. */
export const MIN_PIECE_LENGTH = 4;
