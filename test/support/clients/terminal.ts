import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { requireProgram } from '../processes/run-program';
import { makeTempFolder } from '../processes/temp-folder';

/** A shell in a real terminal. */
export interface Terminal {
  /** Types text letter by letter. */
  type(text: string): void;
  /** Presses a key by its name in tmux: `Enter`, `C-c`, `BSpace`, `Left`. */
  press(key: string): void;
  /** Pastes text with its line breaks at once. */
  paste(text: string): void;
  /** Returns the text on the screen. */
  screen(): string;
  /** Waits until the screen shows a text. If it never does, the error contains the screen. */
  shows(text: string | RegExp): Promise<void>;
  close(): void;
}

const DEADLINE_MS = 30_000;
const POLL_MS = 50;

/** Opens a new terminal on a new socket, with a shell in the given folder. */
export function openTerminal(folder: string): Terminal {
  const { path: sockets, remove } = makeTempFolder('terminal');
  const tmux = (...args: readonly string[]) => {
    const env = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', TMUX_TMPDIR: sockets };
    const options = { env: { ...env, HOME: sockets }, encoding: 'utf8' } as const;
    const command = ['-L', 'test', '-f', '/dev/null', '-u', ...args];
    const { status, stdout, stderr } = spawnSync(requireProgram('tmux'), command, options);
    if (status !== 0) throw new Error(`tmux ${args[0]} failed: ${stderr}`);
    return stdout;
  };
  const screen = () => tmux('capture-pane', '-p', '-J');

  tmux('new-session', '-d', '-x', '150', '-y', '50', '-c', folder, 'sh');
  tmux('send-keys', "PS1='ready''> '", 'Enter'); // spelled so that only the prompt itself has it
  return {
    type: (text) => tmux('send-keys', '-l', '--', text),
    press: (key) => tmux('send-keys', key),
    paste(text) {
      tmux('set-buffer', '--', text);
      tmux('paste-buffer');
    },
    screen,
    async shows(text) {
      const deadline = Date.now() + DEADLINE_MS;
      const isThere = () => screen().search(text instanceof RegExp ? text : escaped(text)) !== -1;
      while (!isThere()) {
        if (Date.now() > deadline) throw new Error(`${text} never came. The screen:\n${screen()}`);
        await delay(POLL_MS);
      }
    },
    close() {
      tmux('kill-server');
      remove();
    },
  };
}

function escaped(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
