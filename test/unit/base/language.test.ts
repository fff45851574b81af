import { describe, expect, test } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { languageFrom } from '../../../harness/base/language.ts';

describe('the language we speak', () => {
  test.each([
    ['the option wins over the locale', 'en', { LANG: 'ja_JP.UTF-8' }, 'en'],
    ['the option wins without a locale', 'ja', {}, 'ja'],
    ['Japanese by LANG', undefined, { LANG: 'ja_JP.UTF-8' }, 'ja'],
    ['Japanese without a country', undefined, { LANG: 'ja' }, 'ja'],
    ['LC_MESSAGES goes before LANG', undefined, { LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'en_US.UTF-8' }, 'ja'],
    ['LC_ALL goes before LC_MESSAGES', undefined, { LC_ALL: 'C', LC_MESSAGES: 'ja_JP.UTF-8' }, 'en'],
    ['an empty variable counts as unset', undefined, { LC_ALL: '', LANG: 'ja_JP.UTF-8' }, 'ja'],
    ['another language', undefined, { LANG: 'de_DE.UTF-8' }, 'en'],
    ['a word that only begins like Japanese', undefined, { LANG: 'jam_JM.UTF-8' }, 'en'],
    ['the C locale', undefined, { LANG: 'C' }, 'en'],
    ['no locale at all', undefined, {}, 'en'],
  ] as const)('%s', (_name, option, env, expected) => {
    expect(languageFrom(option, env)).toBe(expected);
  });
});

describe('a language we do not speak', () => {
  const refusal = (option: string): CannotRunError => {
    try {
      languageFrom(option, {});
    } catch (error) {
      if (error instanceof CannotRunError) return error;
      throw error;
    }
    throw new Error(`"${option}" was accepted`);
  };

  test.each([
    ['jp', 'ja'],
    ['JA', 'ja'],
    ['japanese', 'ja'],
    ['english', 'en'],
  ])('%s is refused, with %s as the nearest', (option, nearest) => {
    const { code, what, advice } = refusal(option);
    expect(code).toBe('unknown-language');
    expect(what.en).toContain(option);
    expect(what.ja).toContain(option);
    expect(advice.en).toContain(`--lang ${nearest}?`);
    expect(advice.ja).toContain(`--lang ${nearest} `);
  });

  test('an empty option is refused too', () => {
    expect(refusal('').code).toBe('unknown-language');
  });
});
