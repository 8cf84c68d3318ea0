import type { ComponentType } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { signal } from '../signal';
import { text } from '../texts/text';
import { Alert } from './alert';
import { Button } from './button';
import { Skeleton } from './loaded';

/**
 * Returns a component whose file is loaded when it is first shown, because few users need it. Until then, a placeholder;
 * if a deploy has replaced the file, what to do.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const loaded = signal<ComponentType<Props> | null>(null);
  const isGone = signal(false);
  const loadNow = async () => {
    isGone.value = false;
    try {
      loaded.value = await load();
    } catch {
      isGone.value = true;
    }
  };
  return function Later(props: Props) {
    const Part = loaded.value;
    useLayoutEffect(() => {
      if (Part === null) void loadNow();
    }, []);
    if (Part !== null) return <Part {...props} />;
    if (!isGone.value) return <Skeleton />;
    return (
      <Alert text={text.common.newVersion}>
        <Button onClick={() => location.reload()}>{text.common.reload}</Button>
      </Alert>
    );
  };
}
