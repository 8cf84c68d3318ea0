const FRAMES = ['-', '\\', '|', '/'];
const FRAME_MILLISECONDS = 120;
const LINE_MILLISECONDS = 10_000;
// Carriage return, and ECMA-48's EL.
const CLEAR_LINE = '\r\u001b[K';

/**
 * Shows that work is in progress, on standard error: as a moving line in a terminal, and elsewhere as a line every
 * ten seconds. It leaves standard input and Ctrl-C alone.
 */
export async function showProgress<T>(message: string, work: () => Promise<T>): Promise<T> {
  const { stderr } = process;
  const started = Date.now();
  let frame = 0;
  const draw = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    if (stderr.isTTY)
      stderr.write(`\r${FRAMES[frame++ % FRAMES.length]} ${message} (${seconds} s)`);
    else stderr.write(`${message}: ${seconds} s so far\n`);
  };
  if (stderr.isTTY) draw();
  const timer = setInterval(draw, stderr.isTTY ? FRAME_MILLISECONDS : LINE_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (stderr.isTTY) stderr.write(CLEAR_LINE);
  }
}
