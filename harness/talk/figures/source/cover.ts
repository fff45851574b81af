import { broker, device, type Thing } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { letter, line, type Point } from '../kit/marks.ts';

const MIDDLE: Point = [280, 280];
const around: readonly Thing[] = ['door', 'phone', 'dashboard', 'thermometer', 'bulb', 'window'];

const at = (index: number, distance: number): Point => {
  const angle = ((index * 60 - 90) * Math.PI) / 180;
  return [
    Math.round(MIDDLE[0] + distance * Math.cos(angle)),
    Math.round(MIDDLE[1] + distance * Math.sin(angle)),
  ];
};

export const cover: Figure = {
  name: 'cover',
  width: 560,
  height: 560,
  wordless: true,
  title: { en: 'A broker and its devices', ja: 'ブローカーを囲む機器たち' },
  describes: {
    en: 'A broker in the middle; messages travel between it and a door, a phone, a dashboard, a thermometer, a bulb and a window.',
    ja: '中央のブローカーと、ドア、スマホ、管理画面、温度計、電球、窓のあいだを、メッセージが行き来している。',
  },
  draw: () => [
    ...around.map((_, index) => line([MIDDLE, at(index, 208)], 'pipe', 12)),
    ...around.map((_, index) => letter(...at(index, 122), index % 3 === 2 ? 'kept' : 'message', 0.9)),
    ...around.map((thing, index) => device(thing, ...at(index, 216), { half: 54 })),
    broker(...MIDDLE, { half: 70 }),
  ],
};
