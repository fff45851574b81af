import { same, type Text } from '../../base/text.ts';
import type { Rate } from './limits.ts';

export const number = (value: number): string => value.toLocaleString('en');
export const some = (value: number): Text => same(number(value));
export const list = (values: readonly (string | number)[]): Text => same(values.join(', '));
export const yes: Text = { en: 'yes', ja: 'あり' };
export const no: Text = { en: 'no', ja: 'なし' };
export const yesOrNo = (value: boolean): Text => (value ? yes : no);

/** Whole units of 1,024 where there are. */
export function bytes(value: number): Text {
  const units = ['B', 'KiB', 'MiB'];
  let at = 0;
  let left = value;
  while (left >= 1024 && left % 1024 === 0 && at < units.length - 1) {
    left /= 1024;
    at++;
  }
  return same(`${number(left)} ${units[at]}`);
}

export const seconds = (value: number): Text => ({ en: `${number(value)} s`, ja: `${number(value)} 秒` });

const per: Readonly<Record<Rate['per'], Text>> = {
  connection: { en: 'a connection', ja: '接続ごと' },
  'client-id': { en: 'a client id', ja: 'クライアント ID ごと' },
  account: { en: 'all clients together', ja: '全クライアント合計' },
};
export const rate = ({ count, per: of }: Rate): Text => ({
  en: `${number(count)} (${per[of].en})`,
  ja: `${number(count)}(${per[of].ja})`,
});

export const always = (text: Text) => () => text;
/** Takes one of several texts. */
export const oneOf =
  <K extends string>(texts: Readonly<Record<K, Text>>) =>
  (value: K): Text =>
    texts[value];

export const byteRate = ({ count, per: of }: Rate): Text => ({
  en: `${bytes(count).en} (${per[of].en})`,
  ja: `${bytes(count).ja}(${per[of].ja})`,
});
