import { didYouMean } from '../../base/nearest.ts';
import type { Language, Text } from '../../base/text.ts';
import { cloudsTable } from '../../brokers/clouds/table.ts';
import { limitNames } from '../../brokers/clouds/words.ts';
import { brokerKinds } from '../../brokers/kinds.ts';
import { brokenAt, type Place } from '../deck/place.ts';

const cloudNames = brokerKinds.flatMap(({ name, cloud }) => (cloud === undefined ? [] : [name]));

/**
 * A table of what clouds document, with a column for each cloud and a row for each limit.
 * @param what `aws-iot-core,azure-iot-hub maximumQoS,retain`
 * @throws CannotRunError `broken-deck` for an unknown cloud or limit
 */
export function clouds(what: string, place: Place, language: Language): string[] {
  const [names = '', limits = ''] = what.split(/\s+/);
  return cloudsTable(language, {
    clouds: names.split(',').map((name) => known(name, cloudNames, cloudNamed, place)),
    limits: limits.split(',').map((name) => known(name, limitNames, limitNamed, place)),
  });
}

function known<Name extends string>(
  name: string,
  all: readonly Name[],
  unknown: (name: string) => Text,
  place: Place,
): Name {
  const found = all.find((one) => one === name);
  if (found !== undefined) return found;
  throw brokenAt(place, unknown(name), didYouMean(name, all));
}

const cloudNamed = (name: string): Text => ({
  en: `there is no cloud "${name}"`,
  ja: `「${name}」というクラウドはありません`,
});
const limitNamed = (name: string): Text => ({
  en: `clouds have no limit "${name}"`,
  ja: `クラウドの制限に「${name}」はありません`,
});
