import { CannotRunError } from '../base/errors.ts';

/** The error for a chosen port if the broker has no endpoint for it. */
export const noEndpoint = (name: string, scheme: string, option: string) =>
  new CannotRunError(
    'no-such-endpoint',
    { en: `${name} has no ${scheme}:// endpoint`, ja: `${name} には ${scheme}:// の入り口がありません` },
    { en: `leave ${option} out`, ja: `${option} を省いてください` },
  );
