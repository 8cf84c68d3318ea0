/** A map with a maximum number of entries. */
export type BoundedMap<Key, Value> = Pick<Map<Key, Value>, 'get' | 'has' | 'delete' | 'set'>;

/** Creates a map of at most `maxEntries`. When it is full, the entry that was written first is removed. */
export function boundedMap<Key, Value>(maxEntries: number): BoundedMap<Key, Value> {
  const map = new Map<Key, Value>();
  // The iterator is kept, because a new one would have to skip all deleted entries.
  let keys = map.keys();

  const oldest = (): Key => {
    const next = keys.next();
    if (!next.done) return next.value;
    keys = map.keys();
    return keys.next().value as Key;
  };
  return {
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    delete: (key) => map.delete(key),
    set(key, value) {
      map.delete(key);
      if (map.size >= maxEntries) map.delete(oldest());
      return map.set(key, value);
    },
  };
}
