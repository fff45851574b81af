import { expect, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { Progress } from '../../../harness/verify/progress.ts';

function screen(isTTY: boolean) {
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  return { isTTY, columns: 40, write, written: () => written };
}

test('where lines stay, few are written', () => {
  const log = screen(false);
  const progress = new Progress(log, 'en');
  progress.see({ type: 'opening', broker: 'emqx', progress: same('pulling …') });
  progress.see({ type: 'started', broker: 'emqx 5.8.9', jobs: 200 });
  progress.see({ type: 'lost', broker: 'emqx 5.8.9', reason: same('no longer answers') });
  progress.end();
  expect(log.written().split('\n')).toEqual([
    'emqx: pulling …',
    'emqx 5.8.9: started, 200 runs',
    'emqx 5.8.9: no longer answers',
    '',
  ]);
});

test('on a terminal the line is taken away before anything else is written', () => {
  const terminal = screen(true);
  const progress = new Progress(terminal, 'ja');
  progress.see({ type: 'started', broker: 'embedded', jobs: 3 });
  expect(terminal.written()).toBe('');
  progress.see({ type: 'lost', broker: 'embedded', reason: { en: 'gone', ja: 'なくなりました' } });
  expect(terminal.written()).toBe('\r\x1b[Kembedded: なくなりました\n');
});
