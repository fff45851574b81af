import type { Restriction } from './restriction.ts';
import { withholding } from './withholding.ts';

/** Hides the `$SYS` topics of the broker behind the stand-in: they would say that the cloud is that broker. */
export const withoutStatus: Restriction = {
  name: 'status',
  says: { en: 'there are no $SYS topics', ja: '$SYS トピックはない' },
  begin: () => () => withholding(({ topic }) => topic.startsWith('$SYS/')),
};
