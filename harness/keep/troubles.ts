import { CannotRunError } from '../base/errors.ts';

/** A port was asked for, and the broker has nothing to put behind it. */
export const noEndpoint = (name: string, scheme: string, option: string) =>
  new CannotRunError(
    'no-such-endpoint',
    { en: `${name} has no ${scheme}:// endpoint`, ja: `${name} には ${scheme}:// の入り口がありません` },
    { en: `leave ${option} out`, ja: `${option} を省いてください` },
  );
