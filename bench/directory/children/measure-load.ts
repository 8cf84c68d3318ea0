import { randomInt } from 'node:crypto';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Load, Loaded } from '../target';
import { type LoadKind, type LoadResult, MIX, type Task } from '../tasks';
import { requireRefusal } from './callers';

type LoadTask = Extract<Task, { kind: 'load' }>;

const SAMPLE_MS = 1000;
// Each of the four threads that hash keeps its memory from its second hash on, and they take turns. The memory at the
// start is that of a container whose threads have done so, because it says otherwise only how many logins came early.
const WARM_UP_SIGN_INS = 8;

/** Answers one call after another, as a container does, and measures from the start of the plan. */
export async function measureLoad(
  load: Load,
  { database, variant, users, plan }: LoadTask,
): Promise<LoadResult> {
  const connections = watchConnections();
  const loaded = await load(database, variant);
  try {
    const calls = new CallMix(loaded, users);
    const errors: Record<string, number> = {};
    for (const make of [loaded.checkSession, loaded.checkToken]) {
      const error = await messageOf(requireRefusal(make, users));
      if (error !== undefined) count(errors, `unknown caller: ${error}`);
    }
    for (let made = 0; made < WARM_UP_SIGN_INS; made += 1) {
      await answer({ kind: 'sign-in', call: loaded.signIn(randomInt(users)) }, errors);
    }
    await sleep(Math.max(0, plan.beginsAt - plan.warmUpMs - Date.now()));
    // The first calls open connections and compile the code. Their errors are reported, too.
    while (Date.now() < plan.beginsAt) {
      await pauseAbout(plan.pauseMs);
      await answer(calls.next(), errors);
    }
    return { ...(await measure(calls, plan, errors)), connections: connections.highest() };
  } finally {
    await loaded.close();
  }
}

async function measure(
  calls: CallMix,
  { seconds, pauseMs }: LoadTask['plan'],
  errors: Record<string, number>,
): Promise<Omit<LoadResult, 'connections'>> {
  const latencies: Record<LoadKind, number[]> = {
    'session check': [],
    'token check': [],
    list: [],
    change: [],
    'sign-in': [],
  };
  const memory = [process.memoryUsage.rss()];
  const sampling = setInterval(() => memory.push(process.memoryUsage.rss()), SAMPLE_MS);
  const start = performance.now();
  const endsAt = start + seconds * 1000;
  while (performance.now() < endsAt) {
    await pauseAbout(pauseMs);
    const next = calls.next();
    const microseconds = await answer(next, errors);
    if (microseconds !== undefined) latencies[next.kind].push(microseconds);
  }
  clearInterval(sampling);
  return { seconds: (performance.now() - start) / 1000, latencies, errors, memory };
}

/** Waits as long as an independent caller waits on average: the pauses are exponential. */
async function pauseAbout(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await sleep(-Math.log(1 - Math.random()) * milliseconds);
}

interface MixedCall {
  readonly kind: LoadKind;
  readonly call: Call;
}

/** Makes a call. Returns its microseconds, or counts its error. */
async function answer(
  { kind, call }: MixedCall,
  errors: Record<string, number>,
): Promise<number | undefined> {
  const began = performance.now();
  const error = await errorOf(call);
  if (error === undefined) return Math.round((performance.now() - began) * 1000);
  count(errors, `${kind}: ${error}`);
  return undefined;
}

function count(errors: Record<string, number>, message: string): void {
  const key = message.replace(/"requestId":"[^"]*"/, '"requestId":"…"');
  errors[key] = (errors[key] ?? 0) + 1;
}

async function errorOf(call: Call): Promise<string | undefined> {
  let isAccepted = false;
  const calling = async () => {
    isAccepted = await call();
  };
  const message = await messageOf(calling());
  return message ?? (isAccepted ? undefined : 'a valid caller was refused');
}

/** Returns the message of a failure, or `undefined` without a failure. */
function messageOf(work: Promise<void>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
  );
}

const KINDS = Object.keys(MIX) as LoadKind[];

/** Calls of random kinds, in the proportions of {@link MIX}, and of random users. */
class CallMix {
  readonly #users: number;
  readonly #makers: Readonly<Record<LoadKind, readonly ((user: number) => Call)[]>>;

  constructor({ checkSession, checkToken, signIn, lists, changes }: Loaded, users: number) {
    this.#users = users;
    this.#makers = {
      'session check': [checkSession],
      'token check': [checkToken],
      list: Object.values(lists ?? {}),
      change: Object.values(changes ?? {}),
      'sign-in': [signIn],
    };
  }

  next(): MixedCall {
    const kind = randomKind();
    const makers = this.#makers[kind];
    const make = makers[randomInt(makers.length)];
    if (make === undefined) throw new Error(`The target knows no call of the kind ${kind}.`);
    return { kind, call: make(randomInt(this.#users)) };
  }
}

function randomKind(): LoadKind {
  let left = Math.random() * 100;
  const found = KINDS.find((kind) => {
    left -= MIX[kind];
    return left < 0;
  });
  return found ?? 'session check';
}

/** Watches all connections that this process opens from now on. */
function watchConnections() {
  const open = new Set<Socket>();
  let highest = 0;
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    open.add(this);
    highest = Math.max(highest, open.size);
    this.once('close', () => open.delete(this));
    return Reflect.apply(connect, this, given);
  } as typeof connect;
  return { highest: () => highest };
}
