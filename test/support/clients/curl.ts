import { runProgram } from '../processes/run-program';

/** What curl was answered in the end. */
export interface CurlAnswer {
  readonly status: number;
  /** The challenge, empty where there was none. */
  readonly challenge: string;
  readonly body: string;
}

// After the body, on a line of its own.
const REPORT = '\n%{http_code} %header{www-authenticate}';

/**
 * Runs curl with these arguments and no settings of its user.
 *
 * @throws Error where curl got no answer.
 */
export async function curl(...args: readonly string[]): Promise<CurlAnswer> {
  const fixed = ['-q', '--silent', '--show-error', '--max-time', '20', '--write-out', REPORT];
  const { exitCode, stdout, stderr } = await runProgram('curl', [...fixed, ...args]);
  if (exitCode !== 0) throw new Error(`curl ended with ${exitCode}: ${stderr}`);
  const end = stdout.lastIndexOf('\n');
  const [status, ...challenge] = stdout.slice(end + 1).split(' ');
  return { status: Number(status), challenge: challenge.join(' '), body: stdout.slice(0, end) };
}
