import type { ProtocolVersion } from '../../../protocol/version.ts';
import type { LabDefinition } from '../../lab.ts';
import type { Matter } from '../../matters.ts';

/** Sections of both versions of the standard, by what their statements are about. */
const sections: readonly (readonly [RegExp, Matter])[] = [
  [/^MQTT-(3\.(1|2|12|13|14|15)|4\.(1|8|12|13)|6\.0)\./, 'connections'],
  [/^MQTT-3\.(8|9|10|11)\./, 'subscriptions'],
  [/^MQTT-(3\.[4-7]|4\.[34])\./, 'acknowledgements'],
];

/** What a lab is about: filters, what the statements of its claims are about, and what the lab says itself, in both directions. */
export function mattersOf(
  { claims, shows = [], hides = [] }: Pick<LabDefinition, 'claims' | 'shows' | 'hides'>,
  version: ProtocolVersion,
): ReadonlySet<Matter> {
  const cited = Object.values(claims).flatMap(({ statements }) => statements[version] ?? []);
  const told = sections.filter(([section]) => cited.some((id) => section.test(id)));
  const all: readonly Matter[] = ['filters', ...told.map(([, matter]) => matter), ...shows];
  return new Set(all.filter((matter) => !hides.includes(matter)));
}

/** What is shown of a lab that is one of several on a tour. */
export const onTour = (matters: ReadonlySet<Matter>): ReadonlySet<Matter> =>
  new Set([...matters].filter((matter) => matter === 'connections' || matter === 'subscriptions'));
