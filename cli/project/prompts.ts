import { confirm, isCancel, type Option, select } from '@clack/prompts';

// 128 + SIGINT, which a shell reports after Ctrl-C.
const INTERRUPTED = 130;

/** Asks a question with yes or no. Ctrl-C ends the process with 130. */
export async function confirmInTerminal(message: string): Promise<boolean> {
  const answer = await confirm({ message, output: process.stderr });
  if (isCancel(answer)) process.exit(INTERRUPTED);
  return answer;
}

/** Asks for one of several values. Ctrl-C ends the process with 130. */
export async function selectInTerminal<T extends string>(
  message: string,
  options: readonly Option<T>[],
): Promise<T> {
  const answer = await select<T>({ message, options: [...options], output: process.stderr });
  if (isCancel(answer)) process.exit(INTERRUPTED);
  return answer;
}
