import type { Text } from '../base/text.ts';
import { type PacketType, packetTypes } from '../protocol/packet.ts';
import type { Fault } from '../wire/faults/fault.ts';
import { FreezeFault, type Frozen, HoldFault } from '../wire/faults/held-fault.ts';
import type { Tap } from '../wire/tap/tap.ts';
import type { Arming } from './fault-options.ts';

/** How long the key `d` delays a packet, in ms. */
const DELAY_MS = 1_000;

/** The part of a tap that keys act on. */
export type Acting = Arming & Pick<Tap, 'clients' | 'cutNow'>;

interface Key extends Text {
  readonly act: (keys: Keys) => void;
}

/** Carries out faults as keys are pressed. */
export class Keys {
  readonly tap: Acting;
  readonly #client: string | undefined;
  readonly #tell: (text: Text) => void;
  /** Everything that can be released or thawed. */
  readonly #held: (HoldFault | Frozen)[];
  #type: PacketType = 'PUBLISH';

  /**
   * @param client the only client that is hit
   * @param armed faults that are armed already; the keys release and thaw their packets, too
   */
  constructor(tap: Acting, tell: (text: Text) => void, client?: string, armed: readonly Fault[] = []) {
    this.tap = tap;
    this.#tell = tell;
    this.#client = client;
    this.#held = armed.filter((fault) => fault instanceof HoldFault || fault instanceof FreezeFault);
  }

  press(key: string): void {
    table[key]?.act(this);
  }

  get type(): PacketType {
    return this.#type;
  }

  arm(fault: Fault): void {
    if (this.#client !== undefined) fault.of(this.#client);
    if (fault instanceof HoldFault || fault instanceof FreezeFault) this.#held.push(fault);
    const { en, ja } = fault.describe();
    this.#tell({ en: `armed: ${en}`, ja: `仕掛けました: ${ja}` });
  }

  /** Chooses the next packet type, or the one before. */
  turn(step: 1 | -1): void {
    const at = packetTypes.indexOf(this.#type) + step + packetTypes.length;
    this.#type = packetTypes[at % packetTypes.length] ?? 'PUBLISH';
    this.#tell({ en: `the next fault is for ${this.#type}`, ja: `次のフォルトの対象: ${this.#type}` });
  }

  cutNow(): void {
    for (const client of this.#targets()) this.tap.cutNow(client);
  }

  freezeNow(): void {
    for (const client of this.#targets()) this.#held.push(this.tap.freeze(client));
  }

  release(): void {
    const count = this.#held
      .map((held) => (held instanceof HoldFault ? held.release() : 0))
      .reduce((a, b) => a + b, 0);
    this.#tell({ en: `released: ${count}`, ja: `送り出したパケット: ${count}` });
  }

  thaw(): void {
    for (const held of this.#held) if (!(held instanceof HoldFault)) held.thaw();
  }

  help(): void {
    this.#tell(keysInWords);
  }

  #targets(): string[] {
    const { clients } = this.tap;
    const chosen = clients.filter((client) => this.#client === undefined || client === this.#client);
    if (chosen.length === 0)
      this.#tell({ en: 'no client is connected', ja: '接続中のクライアントはありません' });
    return chosen;
  }
}

const arms = (text: Text, make: (tap: Arming, type: PacketType) => Fault): Key => ({
  ...text,
  act: (keys) => keys.arm(make(keys.tap, keys.type)),
});

const table: Readonly<Record<string, Key>> = {
  p: { en: 'next packet type', ja: '次の種別', act: (keys) => keys.turn(1) },
  P: { en: 'the one before', ja: '前の種別', act: (keys) => keys.turn(-1) },
  l: arms({ en: 'lose', ja: '失わせる' }, (tap, type) => tap.lose(type)),
  h: arms({ en: 'hold', ja: '止める' }, (tap, type) => tap.hold(type)),
  d: arms({ en: 'delay 1 s', ja: '1 秒遅らせる' }, (tap, type) => tap.delay(type, DELAY_MS)),
  u: arms({ en: 'duplicate', ja: '2 回届ける' }, (tap, type) => tap.duplicate(type)),
  c: arms({ en: 'cut after', ja: 'あとで切る' }, (tap, type) => tap.cut().after(type)),
  C: arms({ en: 'cut before', ja: '手前で切る' }, (tap, type) => tap.cut().before(type)),
  f: arms({ en: 'freeze after', ja: 'あとで凍らせる' }, (tap, type) => tap.freeze().after(type)),
  F: arms({ en: 'freeze before', ja: '手前で凍らせる' }, (tap, type) => tap.freeze().before(type)),
  x: { en: 'cut now', ja: '今すぐ切る', act: (keys) => keys.cutNow() },
  z: { en: 'freeze now', ja: '今すぐ凍らせる', act: (keys) => keys.freezeNow() },
  r: { en: 'release', ja: '止めたものを送る', act: (keys) => keys.release() },
  t: { en: 'thaw', ja: '解凍', act: (keys) => keys.thaw() },
  '?': { en: 'this', ja: 'この説明', act: (keys) => keys.help() },
};

/** One line for each key, for `?` and `--help`. */
export const keysInWords: Text = {
  en: `Keys: ${Object.entries(table)
    .map(([key, { en }]) => `${key} ${en}`)
    .join(', ')}`,
  ja: `キー: ${Object.entries(table)
    .map(([key, { ja }]) => `${key} ${ja}`)
    .join('、')}`,
};
