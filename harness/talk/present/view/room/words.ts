import type { Text } from '../../../../base/text.ts';

export { votes } from '../phone/words.ts';

/* The words of the room on the stage. */

export const takePart: Text = { en: 'Take part with your phone', ja: 'スマートフォンで参加できます' };
export const vote: Text = { en: 'Vote on your phone', ja: 'スマートフォンで投票' };
export const phones = (count: number): Text => ({
  en: count === 1 ? '1 phone' : `${count} phones`,
  ja: `${count}台`,
});
export const open: Text = { en: 'The room is on (x turns it off)', ja: '会場の参加: オン(x でオフ)' };
export const off: Text = { en: 'The room is off (x turns it on)', ja: '会場の参加: オフ(x でオン)' };
export const lane: Text = { en: 'packets', ja: 'パケット' };
export const fromPhone = (phone: number): Text => ({ en: `phone ${phone}`, ja: `${phone}番` });
export const toAll: Text = { en: 'to all', ja: '全員へ' };
export const lastWill: Text = { en: 'last will', ja: 'ラストウィル' };
