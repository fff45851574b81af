import type { Language, Text } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import { toStderr } from '../process/on-screen.ts';
import { protocolName } from '../protocol/statements.ts';
import type { ClientEvent } from './verify-client.ts';

/** Prints the result of the rehearsal and the progress of the situations. */
export class ClientProgress {
  readonly #language: Language;
  #all = 0;
  #done = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  tell(text: Text): void {
    toStderr(text[this.#language]);
  }

  see(event: ClientEvent): void {
    if (event.type === 'rehearsed') {
      this.#all = event.situations;
      this.tell(inWords(event));
      const { published, exit } = event.conduct;
      if (published.length === 0 && exit === undefined) this.tell(nothingWithin(event.settle));
      return;
    }
    this.#done++;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${this.#done}/${this.#all}`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }
}

const nothingWithin = (ms: number): Text => ({
  en: `it published nothing for ${ms / 1_000} s; if it publishes less often, --settle SECONDS watches longer`,
  ja: `${ms / 1_000} 秒のあいだ何もパブリッシュしませんでした。もっとまれに送るなら、--settle 秒 で長く見てください`,
});

/** What a client does, in a line. */
function inWords({ conduct, situations }: Extract<ClientEvent, { type: 'rehearsed' }>): Text {
  const { protocolVersion, published, subscriptions, exit } = conduct;
  const qos = [...new Set(published.map((one) => one.qos))].sort().join(', ');
  const filters = visible(
    subscriptions.map(({ filter, qos: asked }) => `${filter} (QoS ${asked})`).join(', '),
    60,
  );
  const publishes: Text =
    qos === ''
      ? { en: 'publishes nothing', ja: 'パブリッシュしない' }
      : { en: `publishes at QoS ${qos}`, ja: `QoS ${qos} でパブリッシュ` };
  const subscribes: Text =
    filters === ''
      ? { en: 'subscribes to nothing', ja: 'サブスクライブしない' }
      : { en: `subscribes to ${filters}`, ja: `${filters} をサブスクライブ` };
  const ends: Text =
    exit === undefined
      ? { en: 'keeps running', ja: '動き続ける' }
      : { en: `ends by itself (exit code ${exit.code})`, ja: `自分で終わる(終了コード ${exit.code})` };
  const name = protocolName(protocolVersion);
  return {
    en: `rehearsed: ${name}, ${publishes.en}, ${subscribes.en}, ${ends.en}; ${situations} situation${situations === 1 ? '' : 's'} …`,
    ja: `下見: ${name}、${publishes.ja}、${subscribes.ja}、${ends.ja}。状況 ${situations} 件 …`,
  };
}
