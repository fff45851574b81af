import type { Language, Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { type Door, type Kept, usualPorts } from './keep.ts';
import { waysTo } from './ways.ts';

/** The text when the broker is ready: its addresses, and how to reach it with each client. */
export function welcome(
  broker: Pick<Broker, 'name' | 'version' | 'origin' | 'credentials'>,
  kept: Pick<Kept, 'doors'>,
  language: Language,
): string {
  const doors = Object.entries(kept.doors).map(([door, url]) => `  ${door.padEnd(6)}${url}`);
  const ways = waysTo(kept, language).flatMap(({ client, lines }) => ['', `# ${client[language]}`, ...lines]);
  const last: Text = {
    en: 'Packets are shown as they pass. Ctrl-C ends it.',
    ja: '通ったパケットを表示します。Ctrl-C で終わります。',
  };
  return [
    `${nameAndVersion(broker)} · ${broker.origin[language]}`,
    ...doors,
    ...(broker.credentials === undefined ? [] : [credentials[language]]),
    ...ways,
    '',
    last[language],
    '',
  ].join('\n');
}

const credentials: Text = {
  en: 'It asks clients for their user name and password, as it does without us.',
  ja: 'クライアントには、直接つなぐときと同じユーザー名とパスワードが要ります。',
};

/** A note that a door is not at the usual port; undefined if it is, or if the user chose the port. */
export function elsewhere(door: Door, url: URL | undefined, chosen: number | undefined): Text | undefined {
  if (url === undefined || chosen !== undefined || Number(url.port) === usualPorts[door]) return undefined;
  return {
    en: `port ${usualPorts[door]} is taken: ${door} is at ${url.port} instead`,
    ja: `ポート ${usualPorts[door]} は使われているので、${door} は ${url.port} を使います`,
  };
}
