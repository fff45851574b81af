import type { Text } from '../../base/text.ts';

/** A call of MQTT.js that cannot work as it is written, noticed before MQTT.js or the broker sees it. */
export class CallMistake extends Error {
  override readonly name = 'CallMistake';
  readonly what: Text;
  readonly advice: Text;

  constructor(what: Text, advice: Text) {
    super(`${what.en}: ${advice.en}`);
    this.what = what;
    this.advice = advice;
  }
}
