import type { Text } from '../../base/text.ts';

/** What was asked for can't be done as things are; the view says why, and goes on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** As in HTTP: 404 there is no such thing, 409 not now. */
  readonly status: 404 | 409;
  readonly says: Text;

  constructor(status: 404 | 409, says: Text) {
    super(says.en);
    this.status = status;
    this.says = says;
  }
}
