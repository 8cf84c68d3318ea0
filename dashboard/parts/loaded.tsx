import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { List, Resource } from '../resource';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { Alert } from './alert';
import { Button } from './button';
import { failureText } from './failure-text';

/** The properties of {@link Loaded}. */
export interface LoadedProps<Data> {
  readonly resource: Resource<Data>;
  readonly children: (data: Data) => ComponentChildren;
}

/** The data of a resource. Before it is there, a placeholder; after a failure, what to do. */
export function Loaded<Data>({ resource, children }: LoadedProps<Data>) {
  const { data, failure, isLoading, reload } = resource;
  return (
    <>
      {failure !== undefined && (
        <Alert failure={failure} text={failureText({ ...failure, isUncertain: false })}>
          <Button isPending={isLoading} onClick={() => void reload()}>
            {text.common.tryAgain}
          </Button>
        </Alert>
      )}
      {data === undefined && failure === undefined && <Skeleton />}
      {data !== undefined && children(data)}
    </>
  );
}

/** Loads more of a list. */
export function More<Item>({ list }: { readonly list: List<Item> }) {
  if (list.data?.next == null) return null;
  return (
    <p class="more">
      <Button isPending={list.isLoadingMore} onClick={() => void list.more()}>
        {list.isLoadingMore ? text.frame.loadingMore : text.frame.more}
      </Button>
    </p>
  );
}

const DELAY_MS = 200;

/** A placeholder for what is being loaded. It appears only if that takes long enough to be noticed. */
export function Skeleton() {
  const isShown = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      isShown.value = true;
    }, DELAY_MS);
    return () => clearTimeout(timer);
  }, [isShown]);
  return (
    <div class={isShown.value ? 'skeleton' : 'skeleton waiting'} aria-busy="true">
      <span class="visually-hidden">{text.common.loading}</span>
      <div />
      <div />
      <div />
    </div>
  );
}
