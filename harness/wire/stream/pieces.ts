/** A part of a packet on its way; `undecided` until enough of its packet is there to tell which fault hits it. */
export interface Piece {
  readonly bytes: Buffer;
  verdict: 'undecided' | 'pass' | 'drop';
}

/** Where a packet stream sends its pieces: straight on (TCP) or into WebSocket frames. */
export interface Exit {
  /** Nothing leaves it at the moment: the connection is frozen. */
  readonly frozen: boolean;
  /** Nothing leaves it any more. */
  readonly closed: boolean;
  /** The next piece of the stream. */
  piece(piece: Piece): void;
  /** Undecided pieces have been decided. */
  settled(): void;
  /** Bytes of ours between two packets; false where there is no place for them now. */
  insert(packet: Buffer): boolean;
  /** Does something to the connection once everything before has left. */
  act(action: () => void): void;
}
