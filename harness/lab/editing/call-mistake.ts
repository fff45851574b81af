import type { Text } from '../../base/text.ts';

/** A call of MQTT.js with a mistake, found before MQTT.js or the broker gets the call. */
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
