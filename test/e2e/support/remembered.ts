/** What was read once, by key, until something may have changed. */
export class Remembered<T> {
  private readonly values = new Map<string, Promise<T>>();

  /** The value of a key: as it was read before, or as it is read now. What could not be read is read again. */
  read(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = read();
    this.values.set(key, value);
    value.catch(() => this.values.delete(key));
    return value;
  }

  /** Reads everything anew when it is next asked for. */
  forget(): void {
    this.values.clear();
  }
}
