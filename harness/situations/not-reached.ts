import type { Text } from '../base/text.ts';

/** The client did not come into the situation. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
  readonly reason: Text;

  constructor(reason: Text) {
    super(reason.en);
    this.reason = reason;
  }
}
