import type { Wanted } from '../access/read.ts';
import { type BrokerChoice, isUrlChoice, parseBroker } from './choose.ts';

/**
 * Reads several words after `--broker`. Options about running brokers are for those at URLs.
 * @throws CannotRunError as {@link parseBroker}; also if there are such options and no URL
 */
export function parseBrokers(words: readonly string[], wanted?: Wanted): BrokerChoice[] {
  const choices = words.map((word) => parseBroker(word));
  if (wanted === undefined) return choices;
  const isForNone = !choices.some(isUrlChoice);
  return choices.map((choice, at) =>
    isForNone || isUrlChoice(choice) ? parseBroker(words[at] ?? '', process.env, wanted) : choice,
  );
}
