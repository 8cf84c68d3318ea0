import { runProgram } from '../processes/run-program';

/** The final response to curl. */
export interface CurlAnswer {
  readonly status: number;
  /** The challenge, empty if there was none. */
  readonly challenge: string;
  readonly body: string;
}

// curl prints this line after the body.
const REPORT = '\n%{http_code} %header{www-authenticate}';

/**
 * Runs curl with these arguments and without user settings.
 *
 * @throws Error if curl got no response.
 */
export async function curl(...args: readonly string[]): Promise<CurlAnswer> {
  const fixed = ['-q', '--silent', '--show-error', '--max-time', '20', '--write-out', REPORT];
  const { exitCode, stdout, stderr } = await runProgram('curl', [...fixed, ...args]);
  if (exitCode !== 0) throw new Error(`curl ended with ${exitCode}: ${stderr}`);
  const end = stdout.lastIndexOf('\n');
  const [status, ...challenge] = stdout.slice(end + 1).split(' ');
  return { status: Number(status), challenge: challenge.join(' '), body: stdout.slice(0, end) };
}
