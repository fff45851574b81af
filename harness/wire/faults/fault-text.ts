import type { Text } from '../../base/text.ts';
import type { Criteria } from './criteria.ts';
import type { Action, Sequel } from './rule.ts';

/** A fault as a phrase: `lose the first PUBLISH from publisher with QoS 0, then cut the connection`. */
export function describeFault(criteria: Criteria, action: Action, sequel: Sequel, delayMs: number): Text {
  const packet = describePacket(criteria);
  if (action === 'pass') return sequels[sequel](packet);
  const { plain, linked } = phrases(packet, delayMs)[action];
  return sequel === 'cut'
    ? { en: `${plain.en}, then cut the connection`, ja: `${linked}、接続を切る` }
    : plain;
}

/** `linked` is the Japanese phrase in the form before a second phrase. */
function phrases(
  { en, ja }: Text,
  ms: number,
): Record<Exclude<Action, 'pass'>, { plain: Text; linked: string }> {
  return {
    lose: { plain: { en: `lose ${en}`, ja: `${ja} を失わせる` }, linked: `${ja} を失わせ` },
    hold: { plain: { en: `hold ${en}`, ja: `${ja} を止めておく` }, linked: `${ja} を止め` },
    delay: {
      plain: { en: `delay ${en} by ${ms} ms`, ja: `${ja} を ${ms} ms 遅らせる` },
      linked: `${ja} を ${ms} ms 遅らせ`,
    },
    duplicate: { plain: { en: `duplicate ${en}`, ja: `${ja} を 2 回届ける` }, linked: `${ja} を 2 回届け` },
    strand: {
      plain: { en: `freeze the connection before ${en}`, ja: `${ja} が届く前に接続を凍らせる` },
      linked: `${ja} が届く前に接続を凍らせ`,
    },
  };
}

const sequels: Record<Sequel, (packet: Text) => Text> = {
  none: (packet) => packet,
  cut: ({ en, ja }) => ({ en: `cut the connection after ${en}`, ja: `${ja} が届いたあと接続を切る` }),
  freeze: ({ en, ja }) => ({
    en: `freeze the connection after ${en}`,
    ja: `${ja} が届いたあと接続を凍らせる`,
  }),
};

function describePacket({ type, direction, client, topicFilter, qos, occurrence }: Criteria): Text {
  const party = describeParty(direction, client);
  const en = [
    occurrence === 'every' ? 'every' : `the ${ordinal(occurrence)}`,
    type,
    party?.en,
    topicFilter !== undefined && `on ${topicFilter}`,
    qos !== undefined && `with QoS ${qos}`,
  ];
  const ja = [
    party?.ja,
    topicFilter !== undefined && `トピック ${topicFilter} の`,
    qos !== undefined && `QoS ${qos} の`,
    occurrence === 'every' ? 'すべての' : occurrence === 1 ? '最初の' : `${occurrence} 番目の`,
    type,
  ];
  return { en: en.filter(Boolean).join(' '), ja: joined(ja.filter((part) => typeof part === 'string')) };
}

/** Joins Japanese words, with a space only before a word in Latin letters. */
const joined = (parts: readonly string[]): string =>
  parts.reduce((before, part) => before + (before && /^[ -~]/.test(part) ? ' ' : '') + part, '');

function describeParty(direction: Criteria['direction'], client: string | undefined): Text | undefined {
  if (direction === 'to-broker')
    return { en: `from ${client ?? 'any client'}`, ja: `${client ?? 'クライアント'} からの` };
  if (direction === 'to-client')
    return { en: `to ${client ?? 'any client'}`, ja: `${client ?? 'クライアント'} への` };
  return client === undefined ? undefined : { en: `of ${client}`, ja: `${client} の` };
}

function ordinal(n: number): string {
  if (n === 1) return 'first';
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${n}${suffix[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]}`;
}
