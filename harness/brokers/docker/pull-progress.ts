/** One line of the engine's answer to a pull [Docker Engine API, ImageCreate]. */
export interface PullEvent {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly error?: string;
}

/** Adds up the bytes of an image's layers that were downloaded. */
export class PullProgress {
  readonly #layers = new Map<string, { done: number; total: number }>();

  /** Counts one event. Events about unpacking do not count: those bytes were counted when they were downloaded. */
  see({ id, status, progressDetail }: PullEvent): void {
    if (id === undefined) return;
    const layer = this.#layers.get(id);
    const { current, total } = progressDetail ?? {};
    if (status === 'Downloading' && current !== undefined && total !== undefined) {
      this.#layers.set(id, { done: current, total });
    } else if (layer !== undefined && status !== undefined && /^(Download|Pull) complete/.test(status)) {
      layer.done = layer.total;
    }
  }

  /** E.g. `3.1 / 8.4 MB`; undefined before the first byte. The total includes only the layers that have begun. */
  get amount(): string | undefined {
    if (this.#layers.size === 0) return undefined;
    const layers = [...this.#layers.values()];
    const sum = (key: 'done' | 'total') => layers.reduce((bytes, layer) => bytes + layer[key], 0);
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
    return `${megabytes(sum('done'))} / ${megabytes(sum('total'))} MB`;
  }
}
