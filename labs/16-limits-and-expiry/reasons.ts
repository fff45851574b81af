import type { Lab } from '../../harness/lab/index.ts';

/** The reason codes in three answers of the broker. */
export async function reasonCodes(lab: Lab<'told.unsuback'>): Promise<void> {
  const curious = await lab.connect('curious', {}, { mayClose: true });
  const inHex = (code: number): string => `0x${code.toString(16).padStart(2, '0')}`;

  //#region puback
  // publishAsync() rejects at codes of 0x80 and above, and does not return the others.
  const puback = Promise.withResolvers<number>();
  curious.on('packetreceive', (packet) => {
    if (packet.cmd === 'puback') puback.resolve(packet.reasonCode ?? 0);
  });
  await curious.publishAsync(lab.topic('nobody/listens'), 'hello', { qos: 1 });
  //#endregion
  lab.observe(
    'told.puback',
    { en: 'PUBACK for a message that nobody subscribed to', ja: '購読者のいないメッセージへの PUBACK' },
    inHex(await puback.promise),
  );

  await lab.claim('told.unsuback', [0x11], async () => {
    await curious.unsubscribeAsync(lab.topic('never/subscribed'));
    return lab.trace.to('curious').of('UNSUBACK').last()?.fields.granted;
  });

  //#region disconnect
  const goodbye = Promise.withResolvers<number | undefined>();
  curious.on('disconnect', ({ reasonCode }) => goodbye.resolve(reasonCode));
  curious.on('close', () => goodbye.resolve(undefined));
  //#endregion
  await lab.connect('curious');
  const code = await lab.patience.until(goodbye.promise, { en: 'the end of the first', ja: '1 つ目の切断' });
  lab.observe(
    'told.disconnect',
    {
      en: 'DISCONNECT for a client whose id is used again',
      ja: '同じ ID でつながれたクライアントへの DISCONNECT',
    },
    code === undefined ? '–' : inHex(code),
  );
}
