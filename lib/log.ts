const PREFIX = 'twilio-functions-auth:';
const MAX_PROBLEMS = 20;
const warned = new Set<string>();

/** Logs one error line. The message and details must not contain a caller's or an operator's input. */
export function logError(message: string, ...details: unknown[]): void {
  console.error(`${PREFIX} ${message}`, ...details);
}

/** Logs one warning line. */
export function logWarning(message: string): void {
  console.warn(`${PREFIX} ${message}`);
}

/** Logs a warning once per process. The message must be constant, because every message is kept. */
export function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  logWarning(message);
}

/** Logs one error line that lists the problems of the settings. Problems name settings, never values. */
export function logNotConfigured(problems: readonly string[]): void {
  const shown = problems.slice(0, MAX_PROBLEMS).join('; ');
  const rest = problems.length - MAX_PROBLEMS;
  const listed = rest > 0 ? `${shown}; and ${rest} more` : shown;
  logError(`authentication is not configured: ${listed}.`);
}
