import { defineTask, type PacketEntry } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'Two bytes a value', ja: '値は 2 バイト' },
  asks: {
    en: 'A thermometer runs on a battery and a metered radio link. Your program gets the temperature in the environment as CELSIUS, "21.5" or "-3.5", and publishes it to PREFIX + office/temperature in two bytes: tenths of a degree, a signed 16-bit integer, the high byte first, as MQTT writes its own numbers. So 21.5 is 00 d7. Then it ends.',
    ja: '温度計が、電池と従量課金の無線で動いています。温度は環境変数 CELSIUS に "21.5" や "-3.5" のように入っています。これを 2 バイトで PREFIX + office/temperature に送って、終わってください。0.1 度単位の符号付き 16 ビット整数で、MQTT 自身の数と同じように上位バイトが先です。21.5 なら 00 d7 になります。',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'How many bytes is "21.5" as text, and how many as JSON? What does a payload have to be: a string, or something else?',
      ja: '"21.5" は、文字列だと何バイトですか? JSON では? 中身(ペイロード)は、文字列でなければいけませんか?',
    },
    {
      en: 'MQTT.js also takes a Buffer. Which of its methods writes 16 bits with a sign, and what do the letters BE and LE at the end of its name mean?',
      ja: 'MQTT.js には Buffer も渡せます。符号付き 16 ビットを書くメソッドはどれですか? 名前の最後の BE と LE は何でしょう?',
    },
  ],
  claims: {
    'value.warm': { says: { en: '21.5 °C is 00 d7', ja: '21.5 度は 00 d7' } },
    'value.cold': { says: { en: '-3.5 °C is ff dd', ja: '-3.5 度は ff dd' } },
  },
  notices: [
    {
      sees: ({ trace }) =>
        trace.from('you').of('CONNECT').count > 0 && trace.from('you').of('PUBLISH').count === 0,
      says: { en: 'Your program published nothing.', ja: 'プログラムは何も送っていません。' },
    },
    {
      sees: ({ trace }) => payloads(trace.from('you').of('PUBLISH')).some((payload) => payload[0] === 0x7b),
      says: {
        en: 'Your payload is JSON: names, quotes and braces travel with every value. Compare its size with the two bytes.',
        ja: 'JSON で送っています。名前も引用符もかっこも、値のたびに送られます。2 バイトと比べてみてください。',
      },
    },
    {
      sees: ({ trace }) =>
        payloads(trace.from('you').of('PUBLISH')).some((payload) =>
          /^-?[\d.]+$/.test(Buffer.from(payload).toString()),
        ),
      says: {
        en: 'Your payload is text: one byte for each digit. 215 fits into two bytes as a number.',
        ja: '文字列で送っています。数字 1 つに 1 バイトかかります。215 は、数としてなら 2 バイトに入ります。',
      },
    },
    {
      sees: ({ trace }) => hex(trace.from('you').of('PUBLISH').first()) === 'd7 00',
      says: {
        en: 'These are the right two bytes in the wrong order: the low byte comes first.',
        ja: '2 バイトは合っていますが、順序が逆です。下位バイトが先に来ています。',
      },
    },
    {
      sees: ({ broken }) => broken.length === 1 && broken.includes('value.cold'),
      says: {
        en: 'Above zero it is right, but not below. Where did the sign go?',
        ja: '0 度より上では正しく、下では違います。符号はどこへ行きましたか?',
      },
    },
    {
      sees: ({ trace }) => payloads(trace.from('you').of('PUBLISH')).some(({ length }) => length !== 2),
      says: {
        en: 'A payload of yours is not two bytes long.',
        ja: '2 バイトではないペイロードがあります。',
      },
    },
  ],

  async judge(lab, you) {
    const display = await lab.connect('display');
    await display.subscribeAsync(lab.topic('office/temperature'));
    const measures = async (celsius: string) => {
      const before = lab.trace.to('display').last();
      const program = await you.starts('you', { CELSIUS: celsius });
      const copies = lab.trace.to('display').of('PUBLISH');
      return hex(await program.until(copies.next({ ...(before && { after: before }) })));
    };
    await lab.step({ en: 'A warm day', ja: '暖かい日' }, () =>
      lab.claim('value.warm', '00 d7', () => measures('21.5')),
    );
    await lab.step({ en: 'A cold one', ja: '寒い日' }, () =>
      lab.claim('value.cold', 'ff dd', () => measures('-3.5')),
    );
  },
});

const payloads = (packets: Iterable<PacketEntry>): Uint8Array[] =>
  Array.from(packets, ({ fields }) => fields.payload ?? new Uint8Array());

const hex = (packet?: PacketEntry): string =>
  Array.from(packet?.fields.payload ?? [], (byte) => byte.toString(16).padStart(2, '0')).join(' ');
