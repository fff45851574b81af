/**
 * Lab 12: paho-mqtt, as people write it.
 *
 * Four small Python programs look right and are wrong, and two are right. Each is run unchanged and judged by its packets.
 * The exit code is always 0. At work: the program that 'worked on my machine', and the message that did not arrive.
 */
import { defineLab, type Lab, oneOf, runDirectly } from '../../harness/lab/index.ts';
import { pahoPrograms } from './programs.ts';

const lab = defineLab({
  id: '12-paho',
  title: { en: 'paho-mqtt, as people write it', ja: 'paho-mqtt のよくある書き方' },
  lanes: ['early', 'deaf #1', 'right', 'hasty', 'patient', 'broker', 'watcher', 'deaf #2', 'visitor', 'late'],
  claims: {
    'paho.too-early': {
      says: {
        en: 'Published before connecting: at QoS 0 it is lost, at QoS 1 it is sent once connected',
        ja: 'つながる前に送ると、QoS 0 は失われ、QoS 1 はつながってから送られる',
      },
      statements: { 4: ['MQTT-4.3.2-1', 'MQTT-4.5.0-1'], 5: ['MQTT-4.3.2-1', 'MQTT-4.5.0-1'] },
      needs: ['qos1'],
    },
    'paho.not-subscribed-again': {
      says: {
        en: 'Subscribed once, outside on_connect: back after a cut without a session, it hears nothing',
        ja: 'on_connect の外で一度だけ購読すると、切れてセッションがなくなったあとは、つながっても何も届かない',
      },
      statements: { 4: ['MQTT-3.1.2-6'], 5: ['MQTT-4.1.0-2', 'MQTT-3.2.2-3'] },
    },
    'paho.subscribed-again': {
      says: {
        en: 'Subscribed in on_connect: it hears what is sent after the cut',
        ja: 'on_connect で購読すると、切れたあとに送られたものも届く',
      },
      statements: { 4: ['MQTT-3.8.4-1', 'MQTT-4.5.0-1'], 5: ['MQTT-3.8.4-1', 'MQTT-4.5.0-1'] },
    },
    'paho.presence': {
      says: {
        en: 'With retain and a last will, others see it come, go and come back: online, offline, online',
        ja: 'retain と遺言があれば、来た、消えた、戻ったがほかから見える: online、offline、online',
      },
      statements: {
        4: ['MQTT-3.1.2-8', 'MQTT-3.3.1-6'],
        5: ['MQTT-3.1.2-8', 'MQTT-3.3.1-9'],
      },
      needs: ['retain'],
    },
    'paho.gone-early': {
      says: {
        en: 'Gone right after publishing at QoS 2: PUBREL is never sent, the exit code is 0, and it arrives once or not at all',
        ja: 'QoS 2 で送ってすぐ終わると、PUBREL は送られず、終了コードは 0 で、届くのは 1 回か 0 回',
      },
      statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-10'] },
      needs: ['qos2'],
    },
    'paho.waits-until-done': {
      says: {
        en: 'With wait_for_publish all four packets are exchanged, and it arrives once',
        ja: 'wait_for_publish で待てば 4 つのパケットがそろい、1 回届く',
      },
      statements: { 4: ['MQTT-4.3.3-1', 'MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-4', 'MQTT-4.3.3-11'] },
      needs: ['qos2'],
    },
  },

  async run(lab) {
    const paho = await pahoPrograms(lab);
    const [door, status] = [lab.topic('office/door'), lab.topic('office/door/status')];
    const watcher = await lab.connect('watcher');
    await watcher.subscribeAsync(door, { qos: 2 });
    const inbox = lab.inbox(watcher);

    await lab.step(
      {
        en: 'An example from paho-mqtt 1.x',
        ja: 'paho-mqtt 1.x のころの例',
        question: { en: 'Does it still run?', ja: '今でも動く?' },
      },
      async () => {
        const old = await paho.start('old_example.py', 'old');
        const exitCode = await old.exitCode();
        const [complaint] = old.lines.flatMap((line) => /\w+(?:Error|Warning)(?=:)/.exec(line) ?? []);
        lab.observe(
          'paho.without-api-version',
          { en: 'mqtt.Client(), as in examples for 1.x', ja: '1.x の例のままの mqtt.Client()' },
          `${paho.version}: ${complaint ?? (exitCode === 0 ? 'works' : 'fails')}`,
        );
      },
    );

    await lab.step(
      {
        en: 'Published before it is connected',
        ja: 'つながる前に送ってしまいます',
        question: { en: 'Which messages arrive?', ja: 'どのメッセージが届く?' },
      },
      async () => {
        const early = await paho.start('too_early.py', 'early');
        await early.exitCode();
        await lab.claim('paho.too-early', { sent: ['at QoS 1'], arrived: 'at QoS 1' }, async () => {
          const { payload } = await inbox.next();
          return { sent: payloads(lab.trace.from('early')), arrived: payload };
        });
      },
    );

    await lab.step(
      {
        en: 'Subscribed once; the connection breaks',
        ja: '一度だけ購読して、接続が切れます',
        question: { en: 'Does it hear what comes next?', ja: '次のメッセージは、聞こえる?' },
      },
      async () => {
        const deaf = await paho.start('subscribed_once.py', 'deaf');
        await deaf.until((deadline) => lab.trace.to('deaf').of('SUBACK').next({ deadline }));
        await watcher.publishAsync(door, 'closed', { qos: 1 });
        const heard = await lab.trace.to('deaf').on(door).next();
        lab.network.cutNow('deaf');
        const back = await deaf.until((deadline) =>
          lab.trace.to('deaf').of('CONNACK').next({ after: heard, deadline }),
        );
        // The program has published that it is online, after everything else that it sends when it connects.
        await deaf.until((deadline) => lab.trace.to('deaf').of('PUBACK').next({ after: back, deadline }));
        await watcher.publishAsync(door, 'open', { qos: 1 });
        await inbox.take(2);
        // Another client takes over the id. The broker has then sent everything that it had for the first one.
        await lab.connect('deaf', {}, { mayClose: true });
        await deaf.stop();
        await lab.claim(
          'paho.not-subscribed-again',
          { sessionPresent: false, subscribed: 1, heard: ['closed'] },
          {
            sessionPresent: back.fields.sessionPresent,
            subscribed: lab.trace.from('deaf').of('SUBSCRIBE').count,
            heard: payloads(lab.trace.to('deaf').on(door)),
          },
        );
      },
    );

    await lab.step(
      {
        en: 'Subscribed in on_connect; the connection breaks',
        ja: 'on_connect で購読して、接続が切れます',
        question: { en: 'And this one?', ja: 'では、こちらは?' },
      },
      async () => {
        const visitor = await lab.connect('visitor');
        await visitor.subscribeAsync(status, { qos: 1 });
        const right = await paho.start('right.py', 'right');
        const ready = await right.until((deadline) => lab.trace.to('right').of('PUBACK').next({ deadline }));
        const late = await lab.connect('late');
        await late.subscribeAsync(status, { qos: 1 });
        const [found] = await lab.retainedFence(lab.inbox(late), late, watcher);
        await late.endAsync();
        lab.network.cutNow('right');
        await right.until((deadline) => lab.trace.to('right').of('PUBACK').next({ after: ready, deadline }));
        await lab.claim(
          'paho.presence',
          { found: { payload: 'online', retain: true }, seen: ['online', 'offline', 'online'] },
          async () => {
            const told = await lab.inbox(visitor).take(3);
            return { found, seen: told.map(({ payload }) => payload) };
          },
        );
        await visitor.endAsync();
        await watcher.publishAsync(door, 'open', { qos: 1 });
        await inbox.next();
        await lab.claim('paho.subscribed-again', 'office/door open', async () => {
          await lab.trace.to('right').on(door).next();
          const line = await right.line(/ open$/);
          return line.replace(lab.topic(''), '');
        });
        await right.stop();
      },
    );

    if (lab.broker.capabilities.maximumQoS < 2) {
      lab.note({
        en: 'This broker does not support QoS 2, so the last two steps are left out.',
        ja: 'このブローカーは QoS 2 に対応していないので、最後の 2 つのステップは省きます。',
      });
      return;
    }

    await lab.step(
      {
        en: 'Gone before QoS 2 is done',
        ja: 'QoS 2 が済む前に終わります',
        question: { en: 'Does the message arrive?', ja: 'メッセージは、届く?' },
      },
      async () => {
        const hasty = await paho.start('gone_early.py', 'hasty');
        const exitCode = await hasty.exitCode();
        await lab.trace.from('hasty').of('DISCONNECT').next();
        const sent = lab.trace.from('hasty').types();
        await lab.ended('hasty');
        const next = await lab.connect('hasty');
        const arrived = await lab.fence(inbox, next, door, 2);
        const expected = { exitCode: 0, sent: ['CONNECT', 'PUBLISH', 'DISCONNECT'], arrived: oneOf(0, 1) };
        await lab.claim('paho.gone-early', expected, { exitCode, sent, arrived: arrived.length });
        lab.observe(
          'paho.qos-2-without-pubrel',
          { en: 'How often it arrived without PUBREL', ja: 'PUBREL なしで届いた回数' },
          arrived.length,
        );
      },
    );

    await lab.step(
      {
        en: 'Waits until QoS 2 is done',
        ja: 'QoS 2 が済むまで待ちます',
        question: { en: 'And this time?', ja: 'では、今度は?' },
      },
      async () => {
        const patient = await paho.start('sent.py', 'patient');
        const exitCode = await patient.exitCode();
        const [handshake] = lab.trace.handshakes().filter(({ client }) => client === 'patient');
        const fenced = await lab.connect('patient');
        const arrived = await lab.fence(inbox, fenced, door, 2);
        const expected = { exitCode: 0, packets: ['PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP'], arrived: 1 };
        await lab.claim('paho.waits-until-done', expected, {
          exitCode,
          packets: handshake?.types,
          arrived: arrived.length,
        });
      },
    );
  },
});

/** The payloads of the messages among these packets. */
const payloads = (packets: ReturnType<Lab['trace']['packets']>): string[] =>
  Array.from(packets.of('PUBLISH'), ({ fields }) => Buffer.from(fields.payload ?? []).toString());

export default lab;
await runDirectly(import.meta.url, lab);
