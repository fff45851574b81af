import { describe, expect, test } from 'vitest';
import { wrappedTo } from '../../../harness/base/text-width.ts';

const letters = (text: string): number => text.length;

describe('text in lines of a width', () => {
  test.for([
    ['0x8e Session taken over', 13, ['0x8e Session', 'taken over']],
    ['office/room1/temperature', 13, ['office/room1/', 'temperature']],
    ['session expiry 60 s', 17, ['session expiry', '60 s']],
    ['will qos 1', 8, ['will', 'qos 1']],
    ['incomprehensibilities', 5, ['incomprehensibilities']],
    ['fits', 4, ['fits']],
  ] as const)('%s in %d', ([text, most, lines]) => {
    expect(wrappedTo(text, most, letters)).toEqual(lines);
  });
});
