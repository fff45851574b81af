/** Values that one side adds and the other takes in order. */
export class Queue<T> {
  readonly #values: T[] = [];
  #wake = Promise.withResolvers<void>();

  add(value: T): void {
    this.#values.push(value);
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  /** The oldest value, if there is one. */
  take(): T | undefined {
    return this.#values.shift();
  }

  /** All values, oldest first. */
  takeAll(): T[] {
    return this.#values.splice(0);
  }

  /** Resolves when there is a value to take. */
  async filled(): Promise<void> {
    if (this.#values.length === 0) await this.#wake.promise;
  }

  /** Takes the oldest value; waits for it. */
  async next(): Promise<T> {
    for (;;) {
      const value = this.take();
      if (value !== undefined) return value;
      await this.filled();
    }
  }
}
