const PREFIX = 'twilio-functions-auth:';
const warned = new Set<string>();

/** Writes one error line. Never give it a value that a caller or an operator typed. */
export function logError(message: string, ...details: unknown[]): void {
  console.error(`${PREFIX} ${message}`, ...details);
}

/** Writes one warning line. */
export function logWarning(message: string): void {
  console.warn(`${PREFIX} ${message}`);
}

/** Writes a warning the first time it comes up in this process. Only for constant messages. */
export function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  logWarning(message);
}
