import type { Text } from '../../../base/text.ts';
import { element } from '../../../base/xml.ts';
import { broker, drawing } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { box, letter, line, words } from '../kit/marks.ts';

const icon = (name: string, title: Text, drawn: readonly string[]): Figure => ({
  name: `icon-${name}`,
  width: 96,
  height: 72,
  wordless: true,
  ground: 'tile',
  title,
  describes: title,
  draw: () => drawn,
});

/** Small signs for the four reasons why MQTT suits devices, and for three places where it is used; they lie on cards. */
export const icons: readonly Figure[] = [
  icon('small', { en: 'two bytes', ja: '2バイト' }, [
    box(8, 16, 38, 40, { fill: 'message-pale', edge: 'message', round: 6 }),
    box(48, 16, 38, 40, { fill: 'message-pale', edge: 'message', round: 6 }),
    words(27, 45, 'c0', { mono: true, size: 24, bold: true, role: 'message' }),
    words(67, 45, '00', { mono: true, size: 24, bold: true, role: 'message' }),
  ]),
  icon('connected', { en: 'a connection that stays', ja: 'つながったままの接続' }, [
    line(
      [
        [14, 36],
        [60, 36],
      ],
      'good',
      8,
    ),
    element('circle', { cx: 14, cy: 36, r: 10, class: 'fill-good' }),
    broker(70, 36, { half: 22 }),
  ]),
  icon('levels', { en: 'three levels', ja: '3つの段階' }, [
    box(10, 44, 20, 20, { fill: 'message', round: 5 }),
    box(38, 28, 20, 36, { fill: 'message', round: 5 }),
    box(66, 10, 20, 54, { fill: 'message', round: 5 }),
  ]),
  icon('chat', { en: 'a speech bubble', ja: '吹き出し' }, [drawing('chat', 48, 36, 1.1, 'message')]),
  icon('house', { en: 'a house', ja: '家' }, [drawing('house', 48, 36, 1.1, 'message')]),
  icon('factory', { en: 'a factory', ja: '工場' }, [drawing('factory', 48, 36, 1.1, 'message')]),
  icon('kept', { en: 'a message that is kept', ja: '預けてあるメッセージ' }, [
    box(10, 8, 76, 58, { fill: 'kept-pale', edge: 'kept', round: 10 }),
    letter(48, 38, 'kept', 1.1),
  ]),
];
