import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import type { Deviation } from './of-broker.ts';

/** The broker drops the will of a client whose connection another client with the same id takes over. */
export const dropsWillTakenOver = (name: string): Deviation => ({
  claim: 'will.taken-over',
  statements: { 4: 'MQTT-3.1.2-8' },
  seen: 'nothing',
  does: {
    en: `${name} drops the will of a client whose id is taken over`,
    ja: `${name} は、ID を引き継がれたクライアントの遺言を捨てる`,
  },
  wire: [
    'mortal → broker  CONNECT  clean session  will  qos 1  a  "gone"',
    'broker → mortal  CONNACK  Accepted',
    'mortal → broker  CONNECT  clean session    (another connection)',
    'broker → mortal  CONNACK  Accepted',
    'mortal ┄ broker  closed by the broker      (the first one)',
  ],
  link: mqtt311Sections.connectFlags,
});
