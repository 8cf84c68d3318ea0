/** The number of verified passwords that each cache of a process remembers, as digests. */
export const MAX_CACHED_PASSWORDS = 10_000;
