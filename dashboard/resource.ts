import { useEffect, useRef } from 'preact/hooks';
import { type Answer, ask, type Call, type Failure } from './ask';
import { type Signal, useSignal } from './signal';

/** What a screen shows: loading at first, then the data or a failure. A reload keeps the data until then. */
export interface Resource<Data> {
  readonly data: Data | undefined;
  readonly failure: Failure | undefined;
  readonly isLoading: boolean;
  reload(): Promise<void>;
  /** Replaces the data by what the service has just returned. */
  set(data: Data): void;
}

/** Loads the output of a call when a screen opens, and again when a key changes or the network is back. */
export function useResource<Data>(
  call: Call<Data>,
  keys: readonly (string | null | undefined)[] = [],
): Resource<Data> {
  return useLoaded(() => ask(call), keys);
}

/** A page of a list, as the service returns it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The place at which the next page begins. */
  readonly next: string | null;
}

/** A list whose pages are loaded one by one. */
export interface List<Item> extends Resource<Page<Item>> {
  readonly isLoadingMore: boolean;
  /** Loads the next page. */
  more(): Promise<void>;
  /** Replaces an item by its new state, or removes it. */
  replace(isIt: (item: Item) => boolean, item: Item | undefined): void;
}

/** Loads the first page of a list, and further ones on request. */
export function useList<Item>(
  callAfter: (after: string | undefined) => Call<Page<Item>>,
  keys: readonly (string | null | undefined)[] = [],
): List<Item> {
  const first = useLoaded(() => ask(callAfter(undefined)), keys);
  const isLoadingMore = useSignal(false);
  const { data } = first;
  return {
    ...first,
    isLoadingMore: isLoadingMore.value,
    async more() {
      if (data?.next == null || isLoadingMore.value) return;
      isLoadingMore.value = true;
      const answer = await ask(callAfter(data.next));
      isLoadingMore.value = false;
      if ('failure' in answer) return first.fail(answer.failure);
      first.set({ items: [...data.items, ...answer.data.items], next: answer.data.next });
    },
    replace(isIt, item) {
      if (data === undefined) return;
      const items = data.items.flatMap((one) => {
        if (!isIt(one)) return [one];
        return item === undefined ? [] : [item];
      });
      first.set({ ...data, items });
    },
  };
}

interface State<Data> {
  readonly data?: Data | undefined;
  readonly failure?: Failure | undefined;
  readonly isLoading: boolean;
}

function useLoaded<Data>(
  load: () => Promise<Answer<Data>>,
  keys: readonly (string | null | undefined)[],
): Resource<Data> & { fail(failure: Failure): void } {
  const state: Signal<State<Data>> = useSignal<State<Data>>({ isLoading: true });
  const latest = useRef(0);
  const loadNow = useRef(load);
  loadNow.current = load;
  const reload = async () => {
    latest.current += 1;
    const turn = latest.current;
    state.value = { ...state.value, failure: undefined, isLoading: true };
    const answer = await loadNow.current();
    // The answer to an older call comes too late.
    if (turn !== latest.current) return;
    state.value = { data: state.value.data, isLoading: false, ...answer };
  };
  useEffect(() => {
    void reload();
    const onOnline = () => void reload();
    addEventListener('online', onOnline);
    return () => removeEventListener('online', onOnline);
  }, keys);
  return {
    data: state.value.data,
    failure: state.value.failure,
    isLoading: state.value.isLoading,
    reload,
    set(data) {
      state.value = { data, isLoading: false };
    },
    fail(failure) {
      state.value = { ...state.value, failure };
    },
  };
}
