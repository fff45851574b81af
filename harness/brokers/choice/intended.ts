import { isNear, misspelling, nearest } from '../../base/nearest.ts';
import { type BrokerName, brokerKinds, brokerNames } from '../kinds.ts';

const clouds = brokerKinds.filter(({ cloud }) => cloud !== undefined);

/** The kind that a word means although it is not its name: another name, or a misspelt one. Undefined if no kind is near. */
export function intendedKind(word: string): BrokerName | undefined {
  const lower = word.toLowerCase();
  const also = brokerKinds.find(({ alsoCalled }) => alsoCalled?.includes(lower));
  return also?.name ?? (isNear(word, brokerNames) ? nearest(word, brokerNames) : undefined);
}

/**
 * The cloud that the title of a URL means without being its name. With a wrong title, the harness would not know the limits to
 * stay inside of. Undefined for the name itself, in any case of letters, and for every other title.
 */
export function intendedCloud(title: string): BrokerName | undefined {
  const lower = title.toLowerCase();
  const names = clouds.map(({ name }) => name);
  const misspelt = misspelling(lower, names);
  return clouds.find(({ name, alsoCalled }) => alsoCalled?.includes(lower) || name === misspelt)?.name;
}
