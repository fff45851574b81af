/** How a connection ended: in good order by the broker, by a reset, or by this client itself. */
export interface Closed {
  readonly how: 'ended' | 'reset' | 'closed-here';
  /** Of a WebSocket's close frame [RFC 6455, 7.4]. */
  readonly code?: number;
}

/** A WebSocket's frames, for who wants others than whole binary ones. */
export interface Frames {
  /** Whether a text frame came in. */
  readonly textCame: boolean;
  /** Sends a frame. `fin`: the last one of its message [RFC 6455, 5.4]; default: true. */
  send(bytes: Uint8Array, options?: { readonly text?: boolean; readonly fin?: boolean }): Promise<void>;
  /** Sends a ping frame; what its pong says is the result. */
  ping(payload: string): Promise<string>;
}

/** Bytes to and from a broker, whatever carries them. */
export interface Link {
  /** Resolved when the bytes have left this process, or can't any more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Called with what came in before it was called, too. */
  onBytes(listener: (bytes: Buffer) => void): void;
  readonly closed: Promise<Closed>;
  /** What the socket said when it failed. */
  readonly error: Error | undefined;
  /** Where they travel in frames. */
  readonly frames?: Frames;
  /** Sends no more bytes, in good order. */
  end(): void;
  /** Is gone at once. */
  destroy(): void;
}
