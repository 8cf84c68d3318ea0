const PREFIX = 'twilio-functions-auth:';
const MAX_PROBLEMS = 20;
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

/** Writes one error line with everything that is wrong with the settings: names, no values. */
export function logNotConfigured(problems: readonly string[]): void {
  const shown = problems.slice(0, MAX_PROBLEMS).join('; ');
  const left = problems.length - MAX_PROBLEMS;
  const listed = left > 0 ? `${shown}; and ${left} more` : shown;
  logError(`authentication is not configured: ${listed}.`);
}
