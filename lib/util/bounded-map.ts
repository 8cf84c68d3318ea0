/** A map that holds at most so many entries. */
export type BoundedMap<Key, Value> = Pick<Map<Key, Value>, 'get' | 'has' | 'delete' | 'set'>;

/** Makes a map that holds at most so many entries: what was written longest ago makes room. */
export function boundedMap<Key, Value>(maxEntries: number): BoundedMap<Key, Value> {
  const map = new Map<Key, Value>();
  // One iterator as long as it lasts: a new one would have to skip everything that was deleted.
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
