/** Limits on failed logins: ten failures in 15 minutes, then delays that double from 5 seconds to 15 minutes. */
export const FAILED_LOGIN_LIMITS = {
  maxFailures: 10,
  windowSeconds: 900,
  initialDelaySeconds: 5,
  maxDelaySeconds: 900,
} as const;
