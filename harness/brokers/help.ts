import type { Text } from '../base/text.ts';
import { brokerKinds } from './kinds.ts';

const [first, ...others] = brokerKinds.map(({ name }) => name);

/** The names of all kinds in a help text; `note` says something about the first, which is the default. */
export const kindsInHelp = (note: Text): Text => ({
  en: `${first} (${note.en}), ${others.join(', ')}`,
  ja: `${first}(${note.ja})、${others.join('、')}`,
});

/** Environment variables for the broker that is started and its credentials, in a help text. */
export const brokerVariables: readonly string[] = [
  ...brokerKinds.flatMap(({ variables }) => variables),
  'MQTT_USERNAME',
  'MQTT_PASSWORD',
];
