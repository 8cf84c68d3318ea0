import type { ReadStream, WriteStream } from 'node:tty';
import { CliError } from '../run-command';

/** A terminal prompt that does not show the answers. */
export interface HiddenPrompt {
  ask(question: string): Promise<string>;
  /** Restores the terminal. */
  close(): void;
}

interface PendingAnswer {
  resolve(answer: string): void;
  reject(reason: Error): void;
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';
const LINE_ENDS = ['\r', '\n'];
const BACKSPACES = ['\u007f', '\b'];
// The sequences of arrow and function keys (ECMA-48 section 5.4, and SS3).
const KEY_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O[@-~])/g;
// 128 + SIGINT, which a shell reports after Ctrl-C.
const INTERRUPTED = 130;

/**
 * Turns the echo of a terminal off until the prompt is closed, between two questions too. Backspace and Ctrl-U
 * delete, Ctrl-C exits with 130, and Ctrl-D ends the input.
 */
export function openHiddenPrompt(
  input: ReadStream,
  output: Pick<WriteStream, 'write'>,
): HiddenPrompt {
  let typed = '';
  let answer = '';
  let pending: PendingAnswer | undefined;

  const settle = (use: (one: PendingAnswer) => void) => {
    const one = pending as PendingAnswer;
    pending = undefined;
    output.write('\n');
    use(one);
  };
  const press = (key: string) => {
    if (LINE_ENDS.includes(key)) settle(({ resolve }) => resolve(answer));
    else if (key === CTRL_D && answer === '') settle(({ reject }) => reject(inputEnded()));
    else answer = edited(answer, key);
  };
  const advance = () => {
    while (pending !== undefined && typed !== '') {
      const [key = ''] = typed;
      typed = typed.slice(key.length);
      press(key);
    }
  };
  const onData = (text: string) => {
    typed += text.replace(KEY_SEQUENCE, '');
    if (!typed.includes(CTRL_C)) return advance();
    close();
    output.write('\n');
    process.exit(INTERRUPTED);
  };
  const onEnd = () => {
    if (pending !== undefined) settle(({ reject }) => reject(inputEnded()));
  };
  const close = () => {
    input.off('data', onData).off('end', onEnd).pause();
    input.setRawMode(false);
  };

  input.setEncoding('utf8').setRawMode(true);
  input.on('data', onData).on('end', onEnd);
  return {
    ask(question) {
      output.write(question);
      answer = '';
      return new Promise((resolve, reject) => {
        pending = { resolve, reject };
        advance();
      });
    },
    close,
  };
}

function edited(answer: string, key: string): string {
  if (key === CTRL_U) return '';
  if (!BACKSPACES.includes(key)) return answer + key;
  // A letter and its accents are one segment.
  const letters = [...new Intl.Segmenter().segment(answer)];
  return answer.slice(0, letters.at(-1)?.index ?? 0);
}

function inputEnded(): Error {
  return new CliError('The input ended without a password. Nothing was changed.');
}
