/**
 * Computes the value of a key once. Many Worlds are made from one configuration, and what depends on nothing but its text need not be
 * worked out for each of them.
 */
export function remember<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
