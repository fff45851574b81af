import type { Language, Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { clientCommands } from './client-commands.ts';
import type { Door, Kept } from './keep.ts';
import { securedClientCommands } from './stand-in/client-commands.ts';
import { securedLines } from './stand-in/welcome.ts';

/** The text when the broker is ready: its addresses, and how to reach it with each client. */
export function welcome(
  broker: Pick<Broker, 'name' | 'version' | 'origin' | 'credentials' | 'capabilities'>,
  kept: Pick<Kept, 'doors' | 'secured'>,
  language: Language,
): string {
  const doors = Object.entries(kept.doors).map(([door, url]) => `  ${door.padEnd(6)}${url}`);
  const { secured, doors: urls } = kept;
  const all =
    secured === undefined
      ? clientCommands(kept, language)
      : securedClientCommands(urls, secured, broker.capabilities.protocolVersions);
  const commands = all.flatMap(({ client, lines }) => ['', `# ${client[language]}`, ...lines]);
  const last: Text = {
    en: 'Packets are shown as they pass. Ctrl-C ends it.',
    ja: '通ったパケットを表示します。Ctrl-C で終わります。',
  };
  return [
    `${nameAndVersion(broker)} · ${broker.origin[language]}`,
    ...doors,
    ...(secured === undefined ? [] : securedLines(secured, language)),
    ...(broker.credentials === undefined ? [] : [credentials[language]]),
    ...commands,
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
export function elsewhere(
  door: Door,
  { doors, usual }: Pick<Kept, 'doors' | 'usual'>,
  chosen: number | undefined,
): Text | undefined {
  const url = doors[door];
  if (url === undefined || chosen !== undefined || Number(url.port) === usual[door]) return undefined;
  return {
    en: `port ${usual[door]} is taken: ${url.protocol.slice(0, -1)} is at ${url.port} instead`,
    ja: `ポート ${usual[door]} は使われているので、${url.protocol.slice(0, -1)} は ${url.port} を使います`,
  };
}
