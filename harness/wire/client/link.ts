/** How a connection ended: in good order by the broker, by a reset, or by this client itself. */
export interface Closed {
  readonly how: 'ended' | 'reset' | 'closed-here';
  /** The code of a WebSocket's close frame [RFC 6455, 7.4]. */
  readonly code?: number;
}

/** Sends WebSocket frames of any kind; {@link Link.write} sends one binary message. */
export interface Frames {
  /** Whether a text frame came in. */
  readonly textCame: boolean;
  /** Sends a frame. `fin`: the last one of its message [RFC 6455, 5.4]; default: true. */
  send(bytes: Uint8Array, options?: { readonly text?: boolean; readonly fin?: boolean }): Promise<void>;
  /** Sends a ping frame and returns the payload of its pong. */
  ping(payload: string): Promise<string>;
}

/** Bytes to and from a broker over TCP, TLS or WebSocket. */
export interface Link {
  /** Resolves when the bytes have left this process, or cannot leave it any more. */
  write(bytes: Uint8Array): Promise<void>;
  /** The listener also gets the bytes that came before it was added. */
  onBytes(listener: (bytes: Buffer) => void): void;
  readonly closed: Promise<Closed>;
  /** The socket's error. */
  readonly error: Error | undefined;
  /** Over WebSocket only. */
  readonly frames?: Frames;
  /** Closes the sending side in good order. */
  end(): void;
  /** Drops the connection without closing it in good order. */
  destroy(): void;
}
