import { element } from '../../../base/xml.ts';
import type { Figure } from '../kit/figure.ts';
import { line, lines, words } from '../kit/marks.ts';

const curve =
  'M90 330C150 330 150 110 260 96C380 82 470 100 590 104C650 106 640 318 700 330C790 346 960 340 1060 120';

export const confidence: Figure = {
  name: 'confidence',
  width: 1136,
  height: 430,
  title: { en: 'Confidence over a month', ja: '1か月の自信の移り変わり' },
  describes: {
    en: 'A curve: up at once when it worked, flat while used by feel, down when the feeling turned bad, then slowly up while reading.',
    ja: '動いて一気に上がり、雰囲気で使っているあいだは高いまま、まずいと気づいて急に落ち、調べるにつれてゆっくり上がる曲線。',
  },
  draw: (say) => [
    line(
      [
        [70, 30],
        [70, 370],
        [1110, 370],
      ],
      'line',
      3,
    ),
    words(90, 46, say({ en: 'confidence', ja: '自信' }), { anchor: 'start', role: 'muted', size: 24 }),
    words(1110, 408, say({ en: 'time', ja: '時間' }), { anchor: 'end', role: 'muted', size: 24 }),
    words(90, 408, say({ en: 'day 1', ja: '1日目' }), { anchor: 'start', role: 'muted', size: 24 }),
    words(620, 408, say({ en: 'a month later', ja: '1か月後' }), { role: 'muted', size: 24 }),
    line(
      [
        [620, 360],
        [620, 380],
      ],
      'line',
      3,
    ),
    element('path', { d: curve, class: 'stroke line-message', 'stroke-width': 7 }),
    element('circle', { cx: 260, cy: 96, r: 12, class: 'fill-message' }),
    lines(250, 150, [say({ en: '“It works!”', ja: '「動いた！」' })], { bold: true, anchor: 'start' }),
    words(430, 66, say({ en: 'vibe using', ja: '雰囲気で使う' }), { bold: true }),
    element('circle', { cx: 645, cy: 230, r: 12, class: 'fill-lost' }),
    lines(
      672,
      190,
      [
        say({ en: '“I should really', ja: '「そろそろ、' }),
        say({ en: 'look into this …”', ja: 'まずいのでは……」' }),
      ],
      { bold: true, role: 'lost', anchor: 'start' },
    ),
    element('circle', { cx: 1060, cy: 120, r: 12, class: 'fill-good' }),
    words(1096, 84, say({ en: 'today', ja: '今日' }), { bold: true, role: 'good', anchor: 'end' }),
    words(1110, 350, say({ en: 'read, run, break it', ja: '読む、動かす、壊す' }), {
      bold: true,
      role: 'good',
      anchor: 'end',
    }),
  ],
};
