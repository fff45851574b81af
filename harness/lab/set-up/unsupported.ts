import type { Text } from '../../base/text.ts';

/**
 * The error for a claim or observation that this broker does not support: the broker says so on the wire (CONNACK, SUBACK or a
 * reason code), or this project cannot make the setup that it needs.
 */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
  readonly why: Text;

  constructor(why: Text) {
    super(why.en);
    this.why = why;
  }
}
