import { CannotRunError } from '../../harness/base/errors.ts';

/** What is measured by the clock. */
export interface Settings {
  /** Payload sizes in bytes. */
  readonly sizes: readonly number[];
  /** Messages for each QoS and size. */
  readonly messages: number;
  /** How long one QoS and size may take, in ms. */
  readonly longest: number;
}

/** Enough for a 99th percentile, and soon over. */
const usual: Settings = { sizes: [16, 256, 4_096], messages: 100, longest: 250 };

/** On a broker of somebody else. */
const polite: Settings = { sizes: [16, 4_096], messages: 10, longest: 2_000 };

/**
 * The settings of the environment: `SIZES=16,1024` and `MESSAGES=5000`, else a few.
 * @param isOurs whether this project started the broker
 * @throws CannotRunError `bad-option`
 */
export function settingsOf(environment: NodeJS.ProcessEnv, isOurs: boolean): Settings {
  const { SIZES, MESSAGES } = environment;
  const few = isOurs ? usual : polite;
  return {
    sizes: SIZES === undefined ? few.sizes : SIZES.split(',').map((word) => number('SIZES', word)),
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
