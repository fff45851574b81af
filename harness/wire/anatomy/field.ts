import type { Text } from '../../base/text.ts';

/** Some bits of a byte, as `0011`, and what they say. */
export interface Bits {
  readonly bits: string;
  readonly name: Text;
  /** Where the bits themselves don't say it. */
  readonly value?: Text;
}

/** Bytes of a packet in a row that say one thing. */
export interface Field {
  /** The first of them, and the one after the last; the packet's first byte is 0. */
  readonly from: number;
  readonly to: number;
  readonly name: Text;
  /** What they say, every character of it safe to show; empty where the bits say it. */
  readonly value: Text;
  /** How many of them only say which property it is, or how long the rest is. */
  readonly prefix?: number;
  /** Of a byte of flags, from the highest. */
  readonly bits?: readonly Bits[];
  /** More of its bytes followed. */
  readonly isCut?: true;
  /** It is not as MQTT wants it. */
  readonly isWrong?: true;
}
