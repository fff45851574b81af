import type { Language, Text } from '../base/text.ts';
import type { PacketType, TraceEntry } from '../protocol/packet.ts';
import type { Lanes } from './lanes.ts';

export type Theme = 'light' | 'dark' | 'auto';

/** A heading between the packets, e.g. a step of a lab. */
interface Section {
  /** The heading is above the first entry from this time on; milliseconds since the tap opened. */
  readonly at: number;
  readonly title: Text;
}

/** What a diagram shows of a trace, in any form. */
export interface DiagramOptions {
  readonly language: Language;
  /** A prefix to leave out of topics and filters, e.g. that of the run. */
  readonly stripPrefix?: string;
  /** Leaves out the fields that every CONNECT of a lab has. */
  readonly brief?: boolean;
  /** Shows packet identifiers; off by default, because a library may choose them at random. */
  readonly ids?: boolean;
  /** Shows bytes on the wire; off by default. */
  readonly sizes?: boolean;
  /** Shows milliseconds since the tap opened; off by default, because they differ in every run. */
  readonly times?: boolean;
  readonly sections?: readonly Section[];
  /** Packet types to leave out, e.g. `['CONNECT', 'CONNACK']`. */
  readonly omit?: readonly PacketType[];
  /** Lanes from left to right, `broker` among them; default: publishers, broker, subscribers. */
  readonly participants?: readonly string[];
  /** The lanes of the whole run, if only a part of it is drawn. */
  readonly lanes?: Lanes;
  /** Packets of fences, each with the name of its fence. One grey line stands for all packets of a fence. */
  readonly fences?: ReadonlyMap<TraceEntry, string>;
  /** The broker's name and version, e.g. `Mosquitto 2.0.22`, shown under `broker`. */
  readonly broker?: string;
  /** The accessible name of the picture. */
  readonly title?: Text;
  /** How many rows are drawn; further rows are only counted. Default: 200. */
  readonly maxRows?: number;
}

/** Lengths are in pixels of the picture at its own size; the picture can be scaled. */
export interface SvgOptions extends DiagramOptions {
  /** Default: `auto`, which follows the reader's `prefers-color-scheme`. */
  readonly theme?: Theme;
  /** Whether to paint the background; default: true. */
  readonly background?: boolean;
  /** Default: 18. */
  readonly fontSize?: number;
  /** The smallest font size to keep within `maxHeight`; default: 11. */
  readonly leastFontSize?: number;
  /** Rows between different lifelines may be at nearly the same height. Each is still below the row before it. */
  readonly compact?: boolean;
  /** Default: 1140, the width of a slide (1280) without its margins. */
  readonly maxWidth?: number;
  /** Repeats the participants' names below headings and at the end if the heads are out of sight. */
  readonly repeatNames?: boolean;
  /** Highlighted packets, each with the class of its background. */
  readonly lit?: ReadonlyMap<TraceEntry, string>;
  /** Numbers of packets (`data-event`), with which a page finds the one that was clicked. */
  readonly numbers?: ReadonlyMap<TraceEntry, number>;
  /** Rows move together to keep within this height, as far as they can without touching. */
  readonly maxHeight?: number;
}
