import { expect, onTestFinished, test } from 'vitest';
import type { ConnectionEvent } from '../../../../harness/protocol/packet.ts';
import { Stage } from '../../../../harness/report/clients/stage.ts';

const happens = (what: ConnectionEvent) => ({
  kind: 'connection' as const,
  at: 0,
  connection: 1,
  client: 'c',
  what,
});

test('what a program sent that has ended is read until its connection closes', async () => {
  const stage = await Stage.open('mqtt://127.0.0.1:1');
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const program = stage.run({ file: process.execPath, args: ['-e', ''] });
  await program.ended;
  stage.trace.add(happens('opened'));
  let isRead = false;
  const reading = stage.readToEnd(program).then(() => {
    isRead = true;
  });
  // It has asked the same by now, before it waits.
  expect([await stage.isOver(program), await stage.isOver(program), isRead]).toEqual([true, true, false]);
  stage.trace.add(happens('closed-by-client'));
  await reading;
});
