import { receivesAt } from '../conduct.ts';
import { all, keepingAlive, staying, subscribing } from '../reach.ts';
import type { Situation } from '../situation.ts';
import { messageFor } from '../stage/message.ts';

/** Messages of each QoS in a burst. */
const BURST = 4;
/** Length of the silence, in keep alive periods. */
const KEEP_ALIVES = 2.5;

/** The client's rehearsal, which is judged like every other run. */
export const UNDISTURBED = 'plain.undisturbed';

export const plain: readonly Situation[] = [
  {
    id: 'plain.burst',
    title: {
      en: `${BURST} messages of each QoS come at once`,
      ja: `各 QoS のメッセージが ${BURST} 通ずつ一度に届く`,
    },
    outOfReach: subscribing,
    async play(stage, conduct) {
      const highest = receivesAt(conduct) ?? 0;
      await stage.subscribed(conduct, highest);
      const { receiveMaximum = Number.POSITIVE_INFINITY } = conduct.connect.fields.properties ?? {};
      const count = Math.min(BURST, Math.floor(Number(receiveMaximum) / 2));
      for (let number = 1; number <= count; number++) {
        for (const qos of [0, 1, 2] as const) {
          if (qos <= highest) stage.broker.connection?.deliver(messageFor(conduct, qos, number));
        }
      }
    },
  },
  {
    id: 'plain.idle',
    title: {
      en: 'Nothing happens for some keep alive periods',
      ja: 'Keep Alive 数回分のあいだ、何も起きない',
    },
    isAboutTime: true,
    outOfReach: all(staying, keepingAlive),
    async play(stage, { keepAlive }) {
      await stage.accepted();
      await stage.waits(KEEP_ALIVES * keepAlive * 1_000);
    },
  },
];
