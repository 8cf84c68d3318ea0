/**
 * Limits on failed logins, against brute force: ten failures in 15 minutes, then delays that double from 5
 * seconds to 15 minutes. A delay replaces an account lockout, which an attacker could cause on purpose.
 */
export const FAILED_LOGIN_LIMITS = {
  maxFailures: 10,
  windowSeconds: 900,
  initialDelaySeconds: 5,
  maxDelaySeconds: 900,
} as const;
