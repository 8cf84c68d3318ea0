import { setTimeout as sleep } from 'node:timers/promises';

// Measures the time that a legitimate user waits to log in while an attacker sends 150 logins with made-up
// addresses at once. It calls a running service, such as one of npm start, and retries after Retry-After:
//
//   npx tsx bench/directory/burst.ts http://localhost:3000 ada@example.com "$PASSWORD"

const STRANGERS = 150;
const HEAD_START_MS = 300;
const GIVE_UP_MS = 300_000;

const [url = '', email = '', password = ''] = process.argv.slice(2);

interface Answered {
  readonly status: number;
  /** Milliseconds since the burst began. */
  readonly at: number;
  readonly retryAfterSeconds: number;
}

async function logIn(input: object, began: number): Promise<Answered> {
  const response = await fetch(`${url}/session/log-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ json: true, ...input }),
  });
  await response.arrayBuffer();
  const retryAfterSeconds = Number(response.headers.get('Retry-After') ?? 1);
  return { status: response.status, at: performance.now() - began, retryAfterSeconds };
}

async function measure(): Promise<void> {
  const alone = await logIn({ email, password }, performance.now());
  if (alone.status !== 200) throw new Error(`The legitimate login got ${alone.status}.`);
  const began = performance.now();
  const strangers = Promise.all(
    Array.from({ length: STRANGERS }, (_, n) =>
      logIn({ email: `made-up.${Date.now()}.${n}@example.com`, password: 'a guess' }, began),
    ),
  );
  await sleep(HEAD_START_MS);
  const answers: Answered[] = [];
  while (answers.at(-1)?.status !== 200 && performance.now() - began < GIVE_UP_MS) {
    const last = answers.at(-1);
    if (last !== undefined) await sleep(last.retryAfterSeconds * 1000);
    answers.push(await logIn({ email, password }, began));
  }
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const burst = await strangers;
  const statuses = [...new Set(burst.map(({ status }) => status))];
  console.log(`alone: ${seconds(alone.at)}`);
  console.log(
    `legitimate: ${answers.map(({ status, at }) => `${status} at ${seconds(at)}`).join(', ')}`,
  );
  for (const status of statuses) {
    const { length } = burst.filter((answer) => answer.status === status);
    console.log(`burst: ${length} answered ${status}`);
  }
  console.log(`burst: ended after ${seconds(Math.max(...burst.map(({ at }) => at)))}`);
}

measure().catch((reason: unknown) => {
  console.error(reason);
  process.exitCode = 1;
});
