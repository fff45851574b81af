import type { Text } from '../../base/text.ts';

/** Some bits of a byte, such as `0011`, with their meaning. */
export interface Bits {
  readonly bits: string;
  readonly name: Text;
  /** The meaning, if the bits alone do not show it. */
  readonly value?: Text;
}

/** A range of bytes of a packet with one meaning. */
export interface Field {
  /** The index of the first byte and, in `to`, of the byte after the last one. The packet begins at 0. */
  readonly from: number;
  readonly to: number;
  readonly name: Text;
  /** The meaning of the bytes, safe to show; empty if `bits` has it. */
  readonly value: Text;
  /** The number of bytes at the beginning that contain only a property identifier or a length. */
  readonly prefix?: number;
  /** The parts of a byte of flags, from the highest bit. */
  readonly bits?: readonly Bits[];
  /** Further bytes of the field are not known. */
  readonly isCut?: true;
  /** The field is malformed. */
  readonly isWrong?: true;
}
