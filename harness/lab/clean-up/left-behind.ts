import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { failure } from '../terminal/failure.ts';
import type { Left } from './footprint.ts';

/** How many topics and how many sessions are listed at most. */
const MOST_LISTED = 8;

/** What a run could not remove from the broker, by name, and why. */
export function leftBehind({ retained, sessions }: Left, cause: unknown): CannotRunError {
  const why = failure(cause, undefined);
  const left = {
    en: [listed('retained on', retained, 'more'), listed('sessions of', sessions, 'more')],
    ja: [listed('Retain:', retained, '件'), listed('セッション:', sessions, '件')],
  };
  return new CannotRunError(
    'left-behind',
    {
      en: `this could not be removed from the broker: ${left.en.filter(Boolean).join('; ')} (${why.en})`,
      ja: `次のものをブローカーから消せませんでした: ${left.ja.filter(Boolean).join('、')}(${why.ja})`,
    },
    {
      en: 'an empty retained message clears a topic, and a client with that id and a clean start ends a session',
      ja: 'トピックは空の Retain メッセージで、セッションはその ID の clean start での接続で消せます',
    },
    { cause },
  );
}

function listed(what: string, names: readonly string[], more: string): string {
  if (names.length === 0) return '';
  const rest = names.length - MOST_LISTED;
  return [what, names.slice(0, MOST_LISTED).join(', '), ...(rest > 0 ? [`+ ${rest} ${more}`] : [])].join(' ');
}

/** Adds to another error that something was left behind. */
export function both(why: Text, beside: unknown): Text {
  if (beside === undefined) return why;
  const { en, ja } = beside instanceof CannotRunError ? beside.what : failure(beside, undefined);
  return { en: `${why.en}; ${en}`, ja: `${why.ja}。${ja}` };
}
