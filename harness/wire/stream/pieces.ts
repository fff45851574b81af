/** A part of a packet. It is `undecided` until enough of its packet has come to know which fault hits it. */
export interface Piece {
  readonly bytes: Buffer;
  verdict: 'undecided' | 'pass' | 'drop';
}

/** Where a packet stream sends its pieces: to TCP, or into WebSocket frames. */
export interface Exit {
  /** Whether the connection is frozen, so that nothing is sent now. */
  readonly frozen: boolean;
  /** Whether nothing can be sent any more. */
  readonly closed: boolean;
  /** Sends the next piece of the stream. */
  piece(piece: Piece): void;
  /** Called when undecided pieces have been decided. */
  settled(): void;
  /** Sends a packet of the tap between two packets; false if that is not possible now. */
  insert(packet: Buffer): boolean;
  /** Acts on the connection once all bytes before have been sent. */
  act(action: () => void): void;
}
