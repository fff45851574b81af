import type { Language, Text } from '../base/text.ts';
import type { PacketType, TraceEntry } from '../protocol/packet.ts';
import type { Lanes } from './lanes.ts';

export type Theme = 'light' | 'dark' | 'auto';

/** A heading between the packets, e.g. a step of a lab. */
interface Section {
  /** Stands above the first entry that is not earlier than this; milliseconds since the tap opened. */
  readonly at: number;
  readonly title: Text;
}

/** What a diagram tells of a trace, whatever form it takes. */
export interface DiagramOptions {
  readonly language: Language;
  /** Left out of topics and filters, e.g. a run's own prefix. */
  readonly stripPrefix?: string;
  /** Leaves out what every CONNECT of a lab says. */
  readonly brief?: boolean;
  /** Packet identifiers; not unless told so, because a library may choose them at random. */
  readonly ids?: boolean;
  /** Bytes on the wire; not unless told so. */
  readonly sizes?: boolean;
  /** Milliseconds since the tap opened; not unless told so, because no two runs have the same. */
  readonly times?: boolean;
  readonly sections?: readonly Section[];
  /** Packet types to leave out, e.g. `['CONNECT', 'CONNACK']`. */
  readonly omit?: readonly PacketType[];
  /** Lanes from left to right, `broker` among them; default: publishers, broker, subscribers. */
  readonly participants?: readonly string[];
  /** The lanes of the whole run, where only a part of it is drawn. */
  readonly lanes?: Lanes;
  /** Packets of fences, each with the name of its fence: one grey line tells of them all. */
  readonly fences?: ReadonlyMap<TraceEntry, string>;
  /** What the broker is, e.g. `Mosquitto 2.0.22`; stands under its name. */
  readonly broker?: string;
  /** Accessible name of the picture. */
  readonly title?: Text;
  /** Rows that are drawn; the rest is counted. Default: 200. */
  readonly maxRows?: number;
}

/** Lengths are in pixels of the picture at its own size; it scales to any other. */
export interface SvgOptions extends DiagramOptions {
  /** `auto` follows the reader's `prefers-color-scheme`; that is the default. */
  readonly theme?: Theme;
  /** Paints the paper; default: true. */
  readonly background?: boolean;
  /** Default: 18. */
  readonly fontSize?: number;
  /** How small it may become to keep within `maxHeight`; default: 11. */
  readonly leastFontSize?: number;
  /** Rows that are side by side move up beside each other, each still below what came before it. */
  readonly compact?: boolean;
  /** Default: 1140, a slide of 1280 without its margins. */
  readonly maxWidth?: number;
  /** Says again who takes part, below headings and at the end, where the heads are out of sight. */
  readonly repeatNames?: boolean;
  /** Packets that stand out, each with the class of its background. */
  readonly lit?: ReadonlyMap<TraceEntry, string>;
  /** Numbers of packets, for a page that asks which one was clicked: `data-event`. */
  readonly numbers?: ReadonlyMap<TraceEntry, number>;
  /** Rows move together, as far as they can without touching, to keep within it. */
  readonly maxHeight?: number;
}
