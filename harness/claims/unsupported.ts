import type { Text } from '../base/text.ts';

/**
 * A claim or observation can't be looked at on this broker: the broker itself said so, on the wire (CONNACK, SUBACK or a reason
 * code), or this project has no way to set the broker up for it.
 */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
  readonly why: Text;

  constructor(why: Text) {
    super(why.en);
    this.why = why;
  }
}
