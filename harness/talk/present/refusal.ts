import type { Text } from '../../base/text.ts';

/** A command that can't be carried out now. The view shows the reason and goes on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** As in HTTP: 404 does not exist, 409 not now. */
  readonly status: 404 | 409;
  readonly says: Text;

  constructor(status: 404 | 409, says: Text) {
    super(says.en);
    this.status = status;
    this.says = says;
  }
}

/* The reasons that a show gives. */

export const noServer: Text = { en: 'there is no server to run it', ja: '動かすサーバーがありません' };
export const noLabHere: Text = { en: 'this slide has no lab', ja: 'このスライドにはラボがありません' };
export const noSuchLab: Text = { en: 'there is no such lab', ja: 'そのラボはありません' };
export const noSuchBroker: Text = { en: 'there is no such broker', ja: 'そのブローカーはありません' };
export const noRecording: Text = { en: 'this lab has no recorded run', ja: 'このラボの記録はありません' };
export const nor = (why: Text): Text => ({
  en: `${why.en}, and this lab has no recorded run`,
  ja: `${why.ja}。このラボの記録もありません`,
});
export const oneAtATime: Text = {
  en: 'a run is in progress: c cancels it',
  ja: '実行中です。c で中止できます',
};
export const nobodyToFollow: Text = {
  en: 'there is no server here that the room could follow',
  ja: 'サーバーがないので、会場の端末からは見られません',
};
export const notOpen: Text = {
  en: 'the deck is open to this machine only: start it with --host 0.0.0.0',
  ja: 'この資料はこのマシンだけに開いています。--host 0.0.0.0 を付けて起動してください',
};
export const noRoom: Text = {
  en: 'the room takes no part: start the deck with --room',
  ja: '会場の参加はありません。--room を付けて起動してください',
};
