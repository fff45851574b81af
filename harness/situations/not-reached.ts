import type { Text } from '../base/text.ts';

/** The client did not do what the situation needs. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
  readonly reason: Text;

  constructor(reason: Text) {
    super(reason.en);
    this.reason = reason;
  }
}
