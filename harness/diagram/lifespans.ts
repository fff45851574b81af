import type { ConnectionEvent } from '../protocol/packet.ts';

/** A place among the rows: at the arrow of this row, or just above it. */
export interface Place {
  readonly row: number;
  readonly atArrow: boolean;
}

/** Above the first row. */
const BEFORE = -1;

/** The time in which a connection was open. */
export interface Lifespan {
  readonly client: string;
  readonly from: Place;
  /** Undefined if the connection was open until the end. */
  readonly to: Place | undefined;
  readonly cut: boolean;
  /** The times in which the connection was frozen. */
  readonly frozen: readonly { readonly from: number; readonly to: number | undefined }[];
}

/** One connection. It is filled in row by row. */
export class Connection {
  readonly client: string;
  /** A DISCONNECT was sent, so the end of the connection is expected. */
  disconnected = false;
  #opened: number | undefined;
  #first: number | undefined;
  #last = 0;
  #ended: { readonly what: ConnectionEvent; readonly place: Place } | undefined;
  readonly #frozen: { from: number; to: number | undefined }[] = [];

  constructor(client: string) {
    this.client = client;
  }

  /** @param row the next row to be drawn, of any connection */
  opens(row: number): void {
    this.#opened = row;
  }

  /** Counts a packet. If the connection was never seen to open, it was open before the first row. */
  carries(): void {
    if (this.#opened === undefined && this.#first === undefined) this.#opened = BEFORE;
  }

  /** A row of this connection was drawn. */
  appears(row: number): void {
    this.#first ??= row;
    this.#last = row;
  }

  freezes(): void {
    this.#frozen.push({ from: this.#last, to: undefined });
  }

  thaws(): void {
    const ice = this.#frozen.at(-1);
    if (ice !== undefined) ice.to ??= this.#last;
  }

  /**
   * @param row the next row to be drawn
   * @param shown whether its last row shows the end
   */
  ends(what: ConnectionEvent, row: number, shown: boolean): void {
    this.#ended = { what, place: shown ? { row: this.#last, atArrow: true } : { row, atArrow: false } };
  }

  /** @param followed whether a later connection of the same client was drawn */
  lifespan(followed: boolean): Lifespan[] {
    if (this.#first === undefined && this.#opened === undefined) return [];
    const begin = this.#opened ?? this.#first ?? 0;
    return [
      {
        client: this.client,
        from: { row: begin, atArrow: begin === this.#first },
        to: this.#ended?.place ?? (followed ? { row: this.#last, atArrow: true } : undefined),
        cut: this.#ended?.what === 'cut',
        frozen: this.#frozen,
      },
    ];
  }

  get appeared(): boolean {
    return this.#first !== undefined;
  }
}
