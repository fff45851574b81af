import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { readLabIds } from '../../../labs/index.ts';
import { recordingOrTrouble } from '../../../labs/recordings.ts';
import { CannotRunError } from '../../base/errors.ts';
import type { Language, Text } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { deckAt } from '../deck/find-decks.ts';
import { type RenderedDeck, renderDeck } from './deck/render.ts';
import { recordedRun } from './run/recorded-run.ts';
import type { Deck, LabCard, Notes, RecordedRun } from './state.ts';

/** The talk in its current files: the deck, its notes, and the labs that it runs. */
export class Talk {
  readonly file: string;
  readonly #language: Language;
  readonly #cut: string | undefined;
  #labs: readonly LabCard[] = [];
  #rendered: RenderedDeck | undefined;
  #deck: Deck;
  #files: ReadonlySet<string> = new Set();

  /** @param word path of a deck; undefined: the project's own talk in this language */
  constructor(word: string | undefined, language: Language, cut: string | undefined) {
    this.file = word === undefined ? path.join(repositoryRoot, `slides/mqtt.${language}.md`) : deckAt(word);
    this.#language = language;
    this.#cut = cut;
    this.#deck = this.#made();
  }

  /** The labs, once they are loaded. */
  set labs(labs: readonly LabCard[]) {
    this.#labs = labs.map((card) => ({ ...card, ...(recordingOfLab(card.id) && { recorded: true }) }));
    this.#deck = this.#made();
  }

  /** @throws CannotRunError as `renderDeck`; the talk then stays as it was */
  async read(): Promise<void> {
    const files = new Set([this.file, realPath(this.file)]);
    try {
      this.#rendered = await renderDeck(this.file, this.#cut, (file) => files.add(file));
      this.#files = files;
      this.#deck = this.#made();
    } catch (error) {
      // A repair may be in a file of the last good version, or in a missing file that the new one points at.
      this.#files = new Set([...this.#files, ...files]);
      throw error;
    }
  }

  /** The files that the talk consists of. A change in one of them changes how it looks. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /** Warnings about the deck, with its lines. */
  get notices(): readonly Text[] {
    return this.#rendered?.notices ?? [];
  }

  /** The same object until something in it changes. */
  get deck(): Deck {
    return this.#deck;
  }

  get css(): string {
    return this.#rendered?.css ?? '';
  }

  get notes(): Notes {
    return this.#rendered?.notes ?? [];
  }

  #made(): Deck {
    return { language: this.#language, slides: this.#rendered?.slides ?? [], labs: this.#labs };
  }
}

const realPath = (file: string): string => (existsSync(file) ? realpathSync(file) : file);

/** The recorded run of a lab, if there is one that can be read. */
export function recordingOfLab(lab: string): RecordedRun | undefined {
  if (!readLabIds().includes(lab)) return undefined;
  const recording = recordingOrTrouble(lab);
  return recording instanceof CannotRunError ? undefined : recordedRun(recording);
}

/** Recordings that exist but can't be read. A lab without a recording is no error. */
export const recordingTroubles = (): readonly CannotRunError[] =>
  readLabIds()
    .map(recordingOrTrouble)
    .filter((found) => found instanceof CannotRunError)
    .filter(({ code }) => code !== 'no-recording');

/** The recorded runs of all labs, by id. A view plays them when it has lost its server. */
export const allRecordings = (): Readonly<Record<string, RecordedRun>> =>
  Object.fromEntries(
    readLabIds().flatMap((lab) => {
      const recording = recordingOfLab(lab);
      return recording === undefined ? [] : [[lab, recording]];
    }),
  );
