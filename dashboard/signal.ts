import { type Component, options, type VNode } from 'preact';
import { useMemo } from 'preact/hooks';

/** A value that changes. Components and effects that have read it run again after each change. */
export interface Signal<Value> {
  value: Value;
}

/** A component or an effect, with the signals that it read in its last run. */
interface Reader {
  readonly run: () => void;
  sources: Set<Reader>[];
}

let current: Reader | undefined;

/** Creates a signal. */
export function signal<Value>(initial: Value): Signal<Value> {
  let now = initial;
  const readers = new Set<Reader>();
  return {
    get value() {
      if (current !== undefined && !readers.has(current)) {
        readers.add(current);
        current.sources.push(readers);
      }
      return now;
    },
    set value(next) {
      if (Object.is(now, next)) return;
      now = next;
      for (const { run } of [...readers]) run();
    },
  };
}

/** Returns a signal that belongs to the component. */
export function useSignal<Value>(initial: Value): Signal<Value> {
  return useMemo(() => signal(initial), []);
}

/** Runs a function now and after each change of a signal that its last run read. */
export function effect(run: () => void): void {
  const reader: Reader = {
    run() {
      forget(reader);
      const outer = current;
      current = reader;
      try {
        run();
      } finally {
        current = outer;
      }
    },
    sources: [],
  };
  reader.run();
}

function forget(reader: Reader | undefined): void {
  if (reader === undefined) return;
  for (const readers of reader.sources) readers.delete(reader);
  reader.sources = [];
}

/** The hooks of Preact around a component: before it is rendered, after that, and when it leaves. */
interface Hooks {
  __r?: (vnode: Rendered) => void;
  diffed?: (vnode: Rendered) => void;
  unmount?: (vnode: Rendered) => void;
}
type Rendered = VNode & { readonly __c?: Component };

const components = new WeakMap<Component, Reader>();
const hooks = options as Hooks;
const { __r: render, diffed, unmount } = hooks;

hooks.__r = (vnode) => {
  render?.(vnode);
  current = readerOf(vnode.__c as Component);
};
hooks.diffed = (vnode) => {
  current = undefined;
  diffed?.(vnode);
};
hooks.unmount = (vnode) => {
  if (vnode.__c) forget(components.get(vnode.__c));
  unmount?.(vnode);
};

function readerOf(component: Component): Reader {
  const known = components.get(component);
  forget(known);
  const reader = known ?? { run: () => component.setState({}), sources: [] };
  components.set(component, reader);
  return reader;
}
