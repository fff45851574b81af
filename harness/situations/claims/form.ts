import { ruleBrokenBy } from '../../protocol/offences/offence.ts';
import { type RuleName, rules } from '../../protocol/offences/table.ts';
import type { PacketEntry, PacketType } from '../../protocol/packet.ts';
import { protocolVersions } from '../../protocol/version.ts';
import type { Played } from '../played.ts';
import { type ClientClaim, everyTime } from './claim.ts';
import { connectionsOf, sentOn } from './reading.ts';

/** A claim about what each packet looks like by itself. */
interface Form extends Pick<ClientClaim, 'id' | 'says' | 'occasion'> {
  /** What no packet may be. */
  readonly rules: readonly RuleName[];
  /** Statements besides those of the rules. */
  readonly besides?: ClientClaim['statements'];
  /** Packets of these types give occasion; by default all. */
  readonly types?: readonly PacketType[];
  /** Of these, only the selected ones, and those that break a rule: a malformed packet has no fields. */
  readonly isMeant?: (packet: PacketEntry) => boolean;
  /** By default, the run without disturbance. */
  readonly shownIn?: readonly string[];
}

/** A claim about the form of packets, and the rules that it judges by. */
export interface FormClaim extends ClientClaim {
  readonly rules: readonly RuleName[];
}

/** A packet of the client, and the first rule that it breaks. */
export interface Checked {
  readonly packet: PacketEntry;
  readonly broken: RuleName | undefined;
}

/** Every packet of the client, checked by itself. */
export const checkedBy = (played: Played): Checked[] =>
  connectionsOf(played).flatMap((connection) => {
    const version = connection.connect?.fields.protocolVersion ?? played.protocolVersion;
    return sentOn(connection).map((packet) => ({ packet, broken: ruleBrokenBy(packet, version) }));
  });

/** The statements of rules in each version that has some. */
export function statementsOf(
  names: readonly RuleName[],
  besides: ClientClaim['statements'] = {},
): ClientClaim['statements'] {
  const found = protocolVersions.map((version) => {
    const cited = names.flatMap((name) => {
      const { statements }: { statements: Partial<Record<typeof version, string>> } = rules[name];
      return statements[version] ?? [];
    });
    return [version, [...new Set([...cited, ...(besides[version] ?? [])])]] as const;
  });
  return Object.fromEntries(found.filter(([, cited]) => cited.length > 0));
}

/** The claim that no packet breaks one of these rules. What is seen is the text of the rule. */
export const form = ({
  rules: names,
  besides,
  types,
  isMeant = () => true,
  shownIn = ['plain.undisturbed'],
  ...about
}: Form): FormClaim => ({
  ...about,
  rules: names,
  statements: statementsOf(names, besides),
  shownIn,
  judge: (played) =>
    everyTime(
      'good',
      checkedBy(played).flatMap(({ packet, broken }) => {
        if (broken !== undefined && names.includes(broken)) return [rules[broken].en];
        return types?.includes(packet.type) !== false && isMeant(packet) ? ['good'] : [];
      }),
    ),
});
