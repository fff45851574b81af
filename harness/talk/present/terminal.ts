import type { Language, Text } from '../../base/text.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import type { Presenting } from './present.ts';
import { terminalCode } from './server/invitation.ts';
import type { BrokerState } from './state.ts';
import { keys } from './view/keys/key-list.ts';
import { brokerStates } from './view/words.ts';

/** One line about a broker, e.g. `mosquitto 2.0.22: ready`. */
export function brokerLine({ name, version, state, says }: BrokerState, language: Language): string {
  const word = says === undefined ? brokerStates[state][language] : says[language];
  return `${nameAndVersion({ name, version })}: ${word}`;
}

const forYou: Text = { en: 'Present:', ja: '発表者:' };
const forTheRoom: Text = { en: 'The room:', ja: '会場:' };
const forPhones: Text = { en: 'Phones:', ja: 'スマートフォン:' };
const onlyHere: Text = {
  en: 'only this machine reaches that page: give --host the address that phones reach',
  ja: 'このページにはこのマシンからしか届きません。--host に、会場から届くアドレスを指定してください',
};
const toEnd: Text = { en: 'Ctrl-C ends it all.', ja: 'Ctrl-C ですべて終わります。' };

/** The greeting in the presenter's terminal: addresses and keys. */
export async function welcome({ url, room, phones }: Presenting, language: Language): Promise<string> {
  const lines = [`${forYou[language]} ${url}`];
  if (room !== undefined) lines.push(`${forTheRoom[language]} ${room.url}`, await terminalCode(room));
  if (phones !== undefined) {
    lines.push(`${forPhones[language]} ${phones.url}`);
    if (room === undefined) lines.push(onlyHere[language]);
  }
  lines.push('', ...keys.map(({ shown, does }) => `  ${shown.padEnd(22)}${does[language]}`));
  return `${lines.join('\n')}\n\n${toEnd[language]}\n`;
}
