import type { Lab } from '../../harness/lab/index.ts';
import { answersTo, told } from '../18-security/answers.ts';
import { operator, secured, sensor } from '../18-security/setups.ts';

/** A sensor publishes where the rules of lab 18 do not let it: once as a 3.1.1 program, once as one of MQTT 5. */
export async function refused(lab: Lab<'move.refused'>): Promise<void> {
  const own = await lab.brokerWith(await secured(lab));
  const valve = lab.topic('greenhouse/valve');
  const watching = await own.connect('operator', operator);
  await watching.subscribeAsync(valve, { qos: 1 });

  /** What the publisher is told: the type of the answer and its reason code, if it has one. */
  const answerTo = async (name: string, protocolVersion: 4 | 5): Promise<string> => {
    //#region refused
    const client = await own.connect(name, { ...sensor, protocolVersion }, { mayClose: true });
    const answer = await told(lab, client, valve);
    //#endregion
    await client.endAsync(true);
    return answer;
  };
  const isNew = lab.protocolVersion === 5;
  const answers = { old: answersTo[4], ...(isNew && { new: answersTo[5] }) };
  await lab.claim('move.refused', { ...answers, arrived: [] }, async () => {
    const old = await answerTo('old-sensor', 4);
    const said = isNew && { new: await answerTo('sensor', 5) };
    const arrived = await lab.fence(lab.inbox(watching), watching, valve, 1);
    if (said && !lab.isForStage) tellWhoKnows(lab, old, said.new);
    return { old, ...said, arrived: arrived.map(({ payload }) => payload) };
  });
}

function tellWhoKnows(lab: Pick<Lab, 'note'>, old: string, said: string): void {
  lab.note({
    en: `The 3.1.1 program is told: ${old}. The program of MQTT 5: ${said}. In MQTT.js, publishAsync() rejects for a reason code of 0x80 and above.`,
    ja: `3.1.1 のプログラムへの返事: ${old}。MQTT 5 のプログラムへの返事: ${said}。MQTT.js の publishAsync() は、理由コードが 0x80 以上だと失敗になります。`,
  });
}
