import { CannotRunError } from '../../harness/base/errors.ts';
import type { Lab } from '../../harness/lab/index.ts';

/** What is measured by the clock. */
export interface Settings {
  /** Payload sizes in bytes. */
  readonly sizes: readonly number[];
  /** Messages for each QoS and size. */
  readonly messages: number;
  /** How long all of it may take, in ms. */
  readonly longest: number;
}

/** Enough for a 99th percentile, and soon over. */
const usual: Settings = { sizes: [16, 256, 4_096], messages: 300, longest: 1_500 };

/** For the recording: enough messages for figures that can be shown. */
const recorded: Settings = { ...usual, messages: 400, longest: Number.POSITIVE_INFINITY };

/** A table of more rows does not fit the stage. */
const ONE_THAT_FITS: readonly number[] = [256];

/** On a foreign broker. */
const polite: Settings = { sizes: [16, 4_096], messages: 10, longest: 10_000 };

/**
 * The settings of the environment: `SIZES=16,1024` and `MESSAGES=5000`, else a few.
 * @param lab `setsUpBrokers`: whether this project started the broker; `isForStage`: whether the run is shown on the stage
 * @throws CannotRunError `bad-option`
 */
export function settingsOf(
  environment: NodeJS.ProcessEnv,
  lab: Pick<Lab, 'setsUpBrokers' | 'isForStage'>,
): Settings {
  const { SIZES, MESSAGES } = environment;
  const ours = lab.isForStage ? recorded : usual;
  const few = lab.setsUpBrokers ? ours : polite;
  const sizes = lab.isForStage ? ONE_THAT_FITS : few.sizes;
  return {
    sizes: SIZES === undefined ? sizes : SIZES.split(',').map((word) => number('SIZES', word)),
    ...(MESSAGES === undefined
      ? { messages: few.messages, longest: few.longest }
      : { messages: number('MESSAGES', MESSAGES), longest: Number.POSITIVE_INFINITY }),
  };
}

function number(name: string, word: string): number {
  if (/^ *[1-9]\d{0,6} *$/.test(word)) return Number(word);
  throw new CannotRunError(
    'bad-option',
    { en: `${name}: "${word}" is not a whole number`, ja: `${name}: 「${word}」は整数ではありません` },
    { en: 'e.g. SIZES=16,1024 MESSAGES=5000', ja: '例: SIZES=16,1024 MESSAGES=5000' },
  );
}
