import type { Language, Text } from '../../base/text.ts';
import type { Score } from '../../lab/lab.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { RunEvent } from './run/run-event.ts';

/* What goes between the server and the views. Plain data, the same on both sides. */

/** A lab as a slide announces it, before it runs. */
export interface LabCard {
  readonly id: string;
  readonly title: Text;
  /** Of its diagrams, from left to right, where the lab says so. */
  readonly lanes?: readonly string[];
  /** In the order the lab declares them, each with the protocol versions it speaks of. */
  readonly claims: readonly {
    readonly id: string;
    readonly says: Text;
    readonly under: readonly ProtocolVersion[];
  }[];
  /** There is a recorded run of it. */
  readonly recorded?: true;
  /** What its run ends on, where that is figures. */
  readonly score?: Score;
}

export interface Slide {
  /** An `<svg>` of Marp's; its style attributes are called `data-style`. */
  readonly html: string;
  /** The lab it links to, if it does. */
  readonly lab?: string;
  /** How long it is meant to take, in seconds, if its notes say so. */
  readonly seconds?: number;
  /** The step that the link names, as `lab.ts#2` does. */
  readonly point?: number;
  /** What it asks the room, as `[vote]: # "…"` has it. */
  readonly vote?: { readonly asks: string; readonly options: readonly string[] };
}

export interface Deck {
  readonly language: Language;
  readonly slides: readonly Slide[];
  readonly labs: readonly LabCard[];
}

/** Speaker notes, a list of paragraphs a slide. */
export type Notes = readonly (readonly string[])[];

/** A run that was kept. */
export interface RecordedRun {
  /** What it ran on, e.g. `Mosquitto 2.0.22`. */
  readonly broker: string;
  /** ISO 8601. */
  readonly recordedAt: string;
  readonly events: readonly RunEvent[];
}

export interface BrokerState {
  readonly name: string;
  readonly version?: string;
  readonly state: 'idle' | 'starting' | 'ready' | 'failed';
  /** How far it is, or why it is not there. */
  readonly says?: Text;
}

export type Source =
  | { readonly kind: 'live'; readonly broker: string }
  | (Omit<RecordedRun, 'events'> & {
      readonly kind: 'recording';
      /** Why it is not live; nothing where the recording was asked for. */
      readonly why?: Text;
      /** It took over from a live run on this broker, which broke off, at this step. */
      readonly takesOver?: { readonly from: number; readonly broker: string };
    });

/** What a held run waits before: a step, or its end, where that shows something of its own. */
export type Held = { readonly step: number; readonly title: Text; readonly question?: Text } | 'end';

/** A run as far as it is not told by its events. */
export interface RunHead {
  readonly number: number;
  readonly lab: string;
  readonly source: Source;
  /** `playing`: the lab is over, or was recorded; what it told is still being shown. */
  readonly state: 'running' | 'playing' | 'ended';
  readonly cancelled: boolean;
  /** The step that is looked at; nothing: the newest. */
  readonly step?: number | undefined;
  /** The packet that is opened: the number of its event, from 0. */
  readonly packet?: number | undefined;
  /** The presenter asks for each step. */
  readonly holds?: true;
  /** What it waits before now. */
  readonly held?: Held | undefined;
  /** The step that the slide names: the run ends on it. */
  readonly point?: number;
  /** Why it broke off, all of it: for the presenter. */
  readonly trouble?: Text;
  /** How far its packets are scrolled, in pages: down from the top; for the newest step, up from the end. */
  readonly pages: number;
}

/** One lab on two brokers at a time, beside each other. */
export interface PairHead extends Pick<RunHead, 'number' | 'lab' | 'step' | 'pages'> {
  readonly sides: readonly [PairSide, PairSide];
}

export type PairSide = Pick<RunHead, 'source' | 'state'>;

export interface StageState {
  readonly slide: number;
  readonly shown: 'slide' | 'run';
  /** Grows with every change of the deck; views fetch it again. */
  readonly revision: number;
  /** What is wrong with the deck as it is now; the last sound one is shown. */
  readonly trouble?: Text;
  readonly brokers: readonly BrokerState[];
  /** Name of the broker that labs run on. */
  readonly chosen: string;
  /** Address for the room and its QR code as SVG, while it is shown. */
  readonly invitation?: { readonly url: string; readonly svg: string };
  readonly run?: RunHead;
  /** Stands in place of the run. */
  readonly pair?: PairHead;
  /** Every screen is dark. */
  readonly black?: true;
  /** When the talk began, in ms since 1970; nothing: it has not. */
  readonly begun?: number;
  /** How far the notes of this slide are scrolled, in steps. */
  readonly notes?: number;
}

/** What may be asked of runs. */
export type RunCommand =
  /** Of the lab that is named, else of the slide's. */
  | { readonly do: 'run' | 'replay' | 'play-through' | 'compare'; readonly lab?: string }
  | { readonly do: 'play' | 'cancel' | 'hurry' }
  | { readonly do: 'scroll'; readonly by: number }
  /** Opens a packet of the run, by the number of its event. */
  | { readonly do: 'open'; readonly packet: number }
  /** At a step of the run; 0: at what it has come to. */
  | { readonly do: 'look'; readonly step: number };

/** What a presenter's view may ask for. */
export type Command =
  | RunCommand
  | { readonly do: 'move' | 'scroll-notes'; readonly by: number }
  /** Through the packets of a run that is over, from the last one back; else as `move`. */
  | { readonly do: 'arrow'; readonly by: number }
  | { readonly do: 'go'; readonly to: number }
  | { readonly do: 'back' | 'invite' | 'next-broker' | 'black' | 'restart-clock' }
  /** The room with its phones: turns it off or on, shows the QR code of their page. */
  | { readonly do: 'toggle-room' | 'invite-phones' }
  | { readonly do: 'choose'; readonly broker: string };
