import type { Language, Text } from '../../base/text.ts';
import type { Score } from '../../lab/lab.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { RunEvent } from './run/run-event.ts';

/* The messages between server and views: plain data, the same on both sides. */

/** A lab as a slide announces it before the run. */
export interface LabCard {
  readonly id: string;
  readonly title: Text;
  /** Order of its diagrams' lanes from left to right, if the lab sets one. */
  readonly lanes?: readonly string[];
  /** In the lab's order, each with its protocol versions. */
  readonly claims: readonly {
    readonly id: string;
    readonly says: Text;
    readonly under: readonly ProtocolVersion[];
  }[];
  /** Present if there is a recorded run. */
  readonly recorded?: true;
  /** The scoreboard that its run ends with, if any. */
  readonly score?: Score;
}

export interface Slide {
  /** An `<svg>` by Marp; its style attributes are renamed to `data-style`. */
  readonly html: string;
  /** The lab that it links to. */
  readonly lab?: string;
  /** Planned time in seconds, from its notes. */
  readonly seconds?: number;
  /** The step that the link names, as in `lab.ts#2`. */
  readonly point?: number;
  /** Its question to the room, from `[vote]: # "…"`. */
  readonly vote?: { readonly asks: string; readonly options: readonly string[] };
}

export interface Deck {
  readonly language: Language;
  readonly slides: readonly Slide[];
  readonly labs: readonly LabCard[];
}

/** Speaker notes: a list of paragraphs for each slide. */
export type Notes = readonly (readonly string[])[];

/** A recorded run. */
export interface RecordedRun {
  /** The broker, e.g. `Mosquitto 2.0.22`. */
  readonly broker: string;
  /** ISO 8601. */
  readonly recordedAt: string;
  readonly events: readonly RunEvent[];
}

export interface BrokerState {
  readonly name: string;
  readonly version?: string;
  readonly state: 'idle' | 'starting' | 'ready' | 'failed';
  /** Progress of the start, or the reason why it is not there. */
  readonly says?: Text;
}

export type Source =
  | { readonly kind: 'live'; readonly broker: string }
  | (Omit<RecordedRun, 'events'> & {
      readonly kind: 'recording';
      /** Why it is not live; absent if the recording was asked for. */
      readonly why?: Text;
      /** It took over at step `from` of a live run that broke off on this broker. */
      readonly takesOver?: { readonly from: number; readonly broker: string };
    });

/** What a held run waits before: a step, or the end if the end shows something of its own. */
export type Held = { readonly step: number; readonly title: Text; readonly question?: Text } | 'end';

/** A run without its events. */
export interface RunHead {
  readonly number: number;
  readonly lab: string;
  readonly source: Source;
  /** `playing`: the lab is over or recorded; its events are still being shown. */
  readonly state: 'running' | 'playing' | 'ended';
  readonly cancelled: boolean;
  /** The selected step; absent: the newest. */
  readonly step?: number | undefined;
  /** The open packet: the number of its event, from 0. */
  readonly packet?: number | undefined;
  /** The run waits for the presenter before each step. */
  readonly holds?: true;
  /** What it waits before now. */
  readonly held?: Held | undefined;
  /** The step that the slide names: the run ends on it. */
  readonly point?: number;
  /** Why it broke off, in full, for the presenter. */
  readonly trouble?: Text;
  /** How far its packets are scrolled, in pages: down from the top; in the newest step, up from the end. */
  readonly pages: number;
}

/** One lab on two brokers, side by side. */
export interface PairHead extends Pick<RunHead, 'number' | 'lab' | 'step' | 'pages'> {
  readonly sides: readonly [PairSide, PairSide];
}

export type PairSide = Pick<RunHead, 'source' | 'state'>;

export interface StageState {
  readonly slide: number;
  readonly shown: 'slide' | 'run';
  /** Increases with every change of the deck; views then fetch it again. */
  readonly revision: number;
  /** What is wrong with the current file; the last good version is shown. */
  readonly trouble?: Text;
  readonly brokers: readonly BrokerState[];
  /** Name of the broker that labs run on. */
  readonly chosen: string;
  /** Address for the room and its QR code as SVG, while it is shown. */
  readonly invitation?: { readonly url: string; readonly svg: string };
  readonly run?: RunHead;
  /** Shown instead of the run. */
  readonly pair?: PairHead;
  /** Present if all screens are dark. */
  readonly black?: true;
  /** When the talk began, in ms since 1970; absent before that. */
  readonly begun?: number;
  /** How far the notes of this slide are scrolled, in steps. */
  readonly notes?: number;
}

/** Commands for runs. */
export type RunCommand =
  /** On the named lab; without a name, on the slide's. */
  | { readonly do: 'run' | 'replay' | 'play-through' | 'compare'; readonly lab?: string }
  | { readonly do: 'play' | 'cancel' | 'hurry' }
  | { readonly do: 'scroll'; readonly by: number }
  /** Opens the packet of the event with this number. */
  | { readonly do: 'open'; readonly packet: number }
  /** Selects a step of the run; 0: the current one. */
  | { readonly do: 'look'; readonly step: number };

/** Commands of a presenter's view. */
export type Command =
  | RunCommand
  | { readonly do: 'move' | 'scroll-notes'; readonly by: number }
  /** Moves through the packets of a run that is over, from the last one back; otherwise like `move`. */
  | { readonly do: 'arrow'; readonly by: number }
  | { readonly do: 'go'; readonly to: number }
  | { readonly do: 'back' | 'invite' | 'next-broker' | 'black' | 'restart-clock' }
  /** Turns the room on or off; shows the QR code for phones. */
  | { readonly do: 'toggle-room' | 'invite-phones' }
  | { readonly do: 'choose'; readonly broker: string };
