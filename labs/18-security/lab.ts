/**
 * Lab 18: security.
 *
 * A broker that requires user names and passwords, rules that say what each user may do, and TLS with new certificates. At work:
 * when something is forbidden, MQTT 5 gives little information and 3.1.1 gives none, so a wrong rule looks like a lost message.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { answersTo, ending, letIn, told, untrusted } from './answers.ts';
import { certificates, elsewhere, mutual, operator, secured, sensor } from './setups.ts';

/** A refused client: a CONNACK with a code, or no CONNACK, and then the connection is closed. */
const turnedAway = { 4: ['MQTT-3.2.2-5'], 5: ['MQTT-3.1.4-2', 'MQTT-3.2.2-7'] };
/** TLS is a transport, and carries MQTT like any other transport. */
const transport = { 4: ['MQTT-7.1.1-1'], 5: ['MQTT-4.2-1'] };

const lab = defineLab({
  id: '18-security',
  title: { en: 'Security', ja: 'セキュリティー' },
  minutes: 15,
  lanes: ['stranger', 'guesser', 'sensor', 'broker', 'operator', '?'],
  claims: {
    'security.stranger': {
      says: {
        en: 'A client without a name, or with a wrong password, is turned away',
        ja: '名乗らないクライアントや、パスワードを間違えたクライアントは断られる',
      },
      statements: turnedAway,
      ownBroker: true,
    },
    'security.known': {
      says: { en: 'A user with the right password is let in', ja: '正しいパスワードのユーザーは、つながる' },
      statements: { 4: ['MQTT-3.1.4-4'], 5: ['MQTT-3.1.4-5'] },
      ownBroker: true,
    },
    'security.publish-answer': {
      says: {
        en: 'A forbidden message is acknowledged all the same, or the connection closed: only MQTT 5 can say no',
        ja: '禁じられたメッセージにも PUBACK は返るか、接続が切られる。だめだと言えるのは MQTT 5 だけ',
      },
      statements: { 4: ['MQTT-3.3.5-2'], 5: ['MQTT-3.4.2-1'] },
      ownBroker: true,
    },
    'security.publish-denied': {
      says: {
        en: 'Whatever the answer: a forbidden message reaches nobody, an allowed one arrives',
        ja: '返事がどうであれ、禁じられたメッセージは誰にも届かず、許されたものは届く',
      },
      statements: { 4: ['MQTT-3.3.5-2', 'MQTT-4.5.0-1'], 5: ['MQTT-3.4.2-1', 'MQTT-4.5.0-1'] },
      ownBroker: true,
    },
    'security.subscribe-denied': {
      says: {
        en: 'A forbidden filter gets an answer of its own in SUBACK, and nothing ever arrives on it',
        ja: '禁じられたフィルターにも SUBACK で返事が 1 つ来るが、そこには何も届かない',
      },
      statements: { 4: ['MQTT-3.8.4-5'], 5: ['MQTT-3.8.4-7'] },
      ownBroker: true,
    },
    'security.tls-hides': {
      says: {
        en: 'Over TLS the same message arrives, and a listener on the way sees no packet',
        ja: 'TLS でも同じメッセージが届き、途中で聞いている人にはパケットが見えない',
      },
      statements: transport,
      ownBroker: true,
    },
    'security.tls-authority': {
      says: {
        en: 'A client that trusts the CA gets through, one that trusts another CA does not',
        ja: 'その認証局を信頼していればつながり、別の認証局しか信頼していなければつながらない',
      },
      statements: transport,
      ownBroker: true,
    },
    'security.tls-host-name': {
      says: {
        en: 'The certificate is for one name: under another one, the client hangs up',
        ja: '証明書は 1 つの名前のもの。別の名前でつなぐと、クライアントのほうから切る',
      },
      statements: transport,
      ownBroker: true,
    },
    'security.client-certificate': {
      says: {
        en: 'Where devices show certificates, one of our CA is let in, none or another is not',
        ja: '機器にも証明書を求めると、自分たちの認証局のものだけがつながる',
      },
      statements: { 4: ['MQTT-3.1.4-5', 'MQTT-7.1.1-1'], 5: ['MQTT-3.1.4-2', 'MQTT-4.2-1'] },
      ownBroker: true,
    },
  },

  async run(lab) {
    const [temperature, valve, door] = ['temperature', 'valve', 'door'].map((name) =>
      lab.topic(`greenhouse/${name}`),
    ) as [string, string, string];
    const own = await lab.brokerWith(await secured(lab));

    await lab.step(
      {
        en: 'A broker that asks who is there',
        ja: '誰なのかを尋ねるブローカー',
        question: { en: 'What does a stranger hear?', ja: '知らない人には、何と答える?' },
      },
      async () => {
        //#region users
        const nameless = await ending(own.connect('stranger'));
        const guesser = await ending(own.connect('guesser', { ...sensor, password: 'orchid' }));
        //#endregion
        const outcomes = [nameless, guesser].map((one) => (one === 'connected' ? one : 'refused'));
        await lab.claim('security.stranger', ['refused', 'refused'], outcomes);
        await lab.claim('security.known', 'connected', () => ending(own.connect('operator', operator)));
        lab.observe(
          'security.refusal',
          { en: 'What a client with a wrong password is told', ja: 'パスワードを間違えたときの返事' },
          guesser,
        );
      },
    );

    const watching = await own.connect('operator', operator);
    const inbox = lab.inbox(watching);

    await lab.step(
      {
        en: 'The sensor sends what it may not',
        ja: 'センサーが、許されていないものを送ります',
        question: { en: 'What is the publisher told?', ja: '送った側は、何と言われる?' },
      },
      async () => {
        await watching.subscribeAsync([temperature, valve], { qos: 1 });
        //#region denied
        const bold = await own.connect('sensor', sensor, { mayClose: true });
        const answer = told(lab, bold, valve);
        //#endregion
        await lab.claim('security.publish-answer', answersTo[lab.protocolVersion], () => answer);
        await bold.endAsync(true);
        const polite = await own.connect('sensor', sensor);
        await polite.publishAsync(temperature, '21.5', { qos: 1 });
        await lab.claim('security.publish-denied', [{ topic: 'greenhouse/temperature' }], async () => [
          await inbox.next(),
          ...(await lab.fence(inbox, watching, valve, 1)),
        ]);
        lab.observe(
          'security.told',
          {
            en: 'What the publisher of a forbidden message is told',
            ja: '禁じられたメッセージを送った側への返事',
          },
          await answer.catch(() => '–'),
        );
        await polite.endAsync();
        await watching.unsubscribeAsync(valve);
      },
    );

    await lab.step(
      {
        en: 'The sensor listens where it may not',
        ja: 'センサーが、許されていないところを購読します',
        question: { en: 'What does SUBACK say?', ja: 'SUBACK は、何と言う?' },
      },
      async () => {
        //#region curious
        const curious = await own.connect('sensor', sensor);
        await curious.subscribeAsync([door, valve], { qos: 1 }).catch(() => {});
        const { fields } = await lab.trace.to('sensor').of('SUBACK').next();
        //#endregion
        await watching.publishAsync(door, 'open', { qos: 1 });
        await watching.publishAsync(valve, 'open', { qos: 1 });
        const received = ['greenhouse/valve'];
        await lab.claim('security.subscribe-denied', { answers: 2, valve: 1, received }, async () => {
          const messages = await lab.fence(lab.inbox(curious), watching, valve, 1);
          const { granted = [] } = fields;
          return { answers: granted.length, valve: granted[1], received: messages.map(({ topic }) => topic) };
        });
        const [code = 0x80] = fields.granted ?? [];
        lab.observe(
          'security.suback',
          { en: 'SUBACK for a forbidden filter', ja: '禁じられたフィルターへの SUBACK' },
          code >= 0x80 ? `0x${code.toString(16)}` : `granted qos ${code}`,
        );
        await curious.endAsync();
      },
    );

    const { authority, otherAuthority, device, stranger } = await certificates();

    await lab.step(
      {
        en: 'The same packets, over TLS',
        ja: '同じパケットを、TLS で',
        question: { en: 'Who is sure of whom?', ja: '誰が、誰を確かめている?' },
      },
      async () => {
        //#region tls
        const overTls = (name: string, tls: { ca: string; servername?: string }) =>
          own.connect(name, { ...operator, ...tls }, { via: 'mqtts' });
        //#endregion
        const trusting = await ending(overTls('trusting', { ca: authority }));
        const outcomes = { ours: trusting, another: await ending(overTls('wary', { ca: otherAuthority })) };
        await lab.claim('security.tls-authority', { ours: 'connected', another: untrusted }, outcomes);
        await lab.claim(
          'security.tls-host-name',
          { localhost: 'connected', [elsewhere]: 'ERR_TLS_CERT_ALTNAME_INVALID' },
          async () => ({
            localhost: await ending(overTls('local', { ca: authority, servername: 'localhost' })),
            [elsewhere]: await ending(overTls('mistaken', { ca: authority, servername: elsewhere })),
          }),
        );
        const expected = { packets: 0, arrived: 'under cover' };
        await lab.claim('security.tls-hides', expected, async () => {
          const secret = await overTls('secret', { ca: authority });
          await secret.publishAsync(temperature, 'under cover', { qos: 1 });
          const { payload } = await inbox.next();
          return { packets: lab.trace.from('secret').count, arrived: payload };
        });
      },
    );

    await lab.step(
      {
        en: 'The broker wants to see a certificate, too',
        ja: 'ブローカーのほうも、証明書を求めます',
        question: { en: 'What happens without one?', ja: '持っていなければ、どうなる?' },
      },
      async () => {
        const strict = await lab.brokerWith(await mutual());
        //#region mutual
        const showing = (name: string, pair: { cert?: string; key?: string }) =>
          strict.connect(name, { ca: authority, ...pair }, { via: 'mqtts' });
        //#endregion
        const expected = { ours: 'connected', none: 'refused', theirs: 'refused' };
        await lab.claim('security.client-certificate', expected, async () => ({
          ours: await letIn(showing('device', device)),
          none: await letIn(showing('nobody', {})),
          theirs: await letIn(showing('impostor', stranger)),
        }));
      },
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
