import { describe, expect, test } from 'vitest';
import { synced } from '../../../../harness/talk/sync/sync.ts';

describe('the time so far', () => {
  const slide = (id: string, time: string, cut = '') =>
    `---\n\n[slide]: # "${id}"\n${cut}\n# ${id}\n\n<!--\n${time}\n\nSay it.\n-->\n`;
  const lightning = '[cut]: # "lightning"\n';
  const timesOf = (source: string, language: 'en' | 'ja') =>
    synced('/talk.md', source, language).text.match(/^(?:Time|時間): .*$/gm);

  test('is written after the seconds of each slide, also for the five-minute talk', () => {
    const source = [
      slide('one', 'Time: 25 s', lightning),
      slide('two', 'Time: 40 s (9:99 so far, 8:88 of the five-minute talk)'),
      slide('three', 'Time: 65 s (0:00 so far)', '[cut]: # "short, lightning"\n'),
    ].join('\n');
    expect(timesOf(source, 'en')).toEqual([
      'Time: 25 s (0:25 so far, 0:25 of the five-minute talk)',
      'Time: 40 s (1:05 so far)',
      'Time: 65 s (2:10 so far, 1:30 of the five-minute talk)',
    ]);
  });

  test('is written in Japanese, too', () => {
    const source = slide('one', '時間: 25秒(ここまで0:99)', lightning) + slide('two', '時間: 40秒');
    expect(timesOf(source, 'ja')).toEqual([
      '時間: 25秒(ここまで0:25、5分版では0:25)',
      '時間: 40秒(ここまで1:05)',
    ]);
  });

  test('counts notes of one line, and slides that have no name', () => {
    const source = [
      '[cut]: # "lightning"\n\n# One\n\n<!-- Time: 20 s -->\n',
      '# Two\n\n<!--\nTime: 60 s\n-->\n',
    ].join('\n---\n\n');
    const { text } = synced('/talk.md', source, 'en');
    expect(text).toContain('<!-- Time: 20 s (0:20 so far, 0:20 of the five-minute talk) -->');
    expect(text).toContain('\nTime: 60 s (1:20 so far)\n');
    expect(synced('/talk.md', text, 'en').text).toBe(text);
  });

  test('is left alone where the notes give no seconds', () => {
    const source = slide('one', 'Time: short (1:00 so far)');
    expect(synced('/talk.md', source, 'en').text).toBe(source);
  });
});
