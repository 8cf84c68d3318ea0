import { signal } from '../signal';

const SHOWN_MS = 5000;
const message = signal('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says that something is done, at the edge of the page. Failures never use it. */
export function say(what: string): void {
  clearTimeout(timer);
  message.value = what;
  timer = setTimeout(() => {
    message.value = '';
  }, SHOWN_MS);
}

/** The place of {@link say}. It is always in the page, so that screen readers announce its text. */
export function Toast() {
  return (
    <div class="toast" role="status">
      {message.value !== '' && <p>{message.value}</p>}
    </div>
  );
}
