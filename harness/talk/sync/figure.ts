import type { Language } from '../../base/text.ts';
import { brokerTitle } from '../../brokers/identity/title.ts';
import { describeSteps } from '../../diagram/description.ts';
import type { SvgOptions } from '../../diagram/options.ts';
import { sequenceSvg } from '../../diagram/svg.ts';
import { brokenAt, type Place } from '../deck/place.ts';
import { type Steps, stepsOf } from './steps.ts';

/** Folder of the figures that are drawn from recordings, relative to a deck. */
export const recordedFolder = 'figures/recorded';

/** Space below the title of a slide of 1280 × 720, in px. */
const WIDTH = 1136;
const HEIGHT = 480;
/** Smallest legible font on the slide, in px. */
const LEAST_FONT = 20;

const WITH_IDS = / with ids$/;

/** An image in a deck, and the file it shows. */
export interface Figure {
  readonly markdown: string[];
  /** Path relative to the deck. */
  readonly file: string;
  readonly svg: string;
}

/**
 * Steps of a recorded run as a sequence diagram.
 * @param words as for `stepsOf`; `… with ids` shows the packet ids
 * @throws CannotRunError `broken-deck`, also for a diagram that would not be legible on a slide
 */
export function figure(words: string, place: Place, language: Language): Figure {
  const what = words.replace(WITH_IDS, '');
  const steps = stepsOf(what, place);
  if (steps.entries.length === 0) throw nothingToDraw(what, place);
  const options = { ...drawingOf(steps, language), ids: what !== words };
  const svg = sequenceSvg(steps.entries, options);
  const [, width = 0, height = 0] = (/ width="(\d+)" height="(\d+)"/.exec(svg) ?? []).map(Number);
  if (width > WIDTH || height > HEIGHT) throw doesNotFit(what, place, width, height);
  const file = `${recordedFolder}/${steps.name}.${language}.svg`;
  const alt = `${steps.title[language]}: ${describeSteps(steps.entries, options)}`;
  return { markdown: [`![${escaped(alt)}](${file})`], file, svg };
}

const drawingOf = ({ recording, title, lanes }: Steps, language: Language): SvgOptions => ({
  language,
  stripPrefix: recording.topicPrefix,
  title,
  lanes,
  broker: brokerTitle(recording.broker),
  brief: true,
  compact: true,
  fontSize: 24,
  leastFontSize: LEAST_FONT,
  maxWidth: WIDTH,
  maxHeight: HEIGHT,
});

/** Escapes all Markdown in a text. */
const escaped = (text: string): string => text.replaceAll(/[\\[\]*_`<>]/g, '\\$&');

const nothingToDraw = (what: string, place: Place) =>
  brokenAt(
    place,
    { en: `${what} has no packets to draw`, ja: `${what} には描くパケットがありません` },
    { en: 'choose another step', ja: '別の手順を選んでください' },
  );

const doesNotFit = (what: string, place: Place, width: number, height: number) =>
  brokenAt(
    place,
    {
      en: `the figure ${what} does not fit on a slide (${width} × ${height} px, of ${WIDTH} × ${HEIGHT})`,
      ja: `図 ${what} がスライドに入りません(${width} × ${height} px。入るのは ${WIDTH} × ${HEIGHT} まで)`,
    },
    {
      en: `show fewer steps, or leave packets out: ${what} without CONNACK,PUBACK`,
      ja: `手順を減らすか、パケットを省いてください: ${what} without CONNACK,PUBACK`,
    },
  );
