import { type Lab, oneOf } from '../../harness/lab/index.ts';

/** The reason for which a broker ends this connection: another client uses the same id. */
const SESSION_TAKEN_OVER = '0x8e';
const nothing = 'nothing';

/** Two clients of one id, so that the broker disconnects the first one: under 3.1.1, and then under 5. */
export async function farewell(lab: Lab<'move.farewell'>): Promise<void> {
  const ending = async (name: string, protocolVersion: 4 | 5) => {
    //#region taken-over
    await lab.connect(name, { protocolVersion }, { mayClose: true });
    const second = await lab.connect(name, { protocolVersion });
    //#endregion
    const { what } = await lab.hungUp(name);
    const code = lab.trace.to(name).of('DISCONNECT').first()?.fields.reasonCode;
    await second.endAsync();
    return { what, told: code === undefined ? nothing : `0x${code.toString(16)}` };
  };
  const silent = { what: 'closed-by-broker', told: nothing };
  if (lab.protocolVersion === 4) {
    await lab.claim('move.farewell', { old: silent }, async () => ({ old: await ending('old-twin', 4) }));
    return;
  }
  // The standard obliges the broker to close the connection, and lets it say why.
  const spoken = { what: 'closed-by-broker', told: oneOf(SESSION_TAKEN_OVER, nothing) };
  await lab.claim('move.farewell', { old: silent, new: spoken }, async () => {
    const old = await ending('old-twin', 4);
    const said = await ending('twin', 5);
    if (!lab.isForStage) {
      lab.observe(
        'move.told',
        {
          en: 'What a client of MQTT 5 is told when its id is used again',
          ja: '同じ ID でつながれた MQTT 5 のクライアントに伝わること',
        },
        said.told,
      );
    }
    return { old, new: said };
  });
}
