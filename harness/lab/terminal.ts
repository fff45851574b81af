import { styleText } from 'node:util';
import { protocolName } from '../specification/statements.ts';
import type { Language, Text } from '../text.ts';
import type { JudgedClaim, LabEvent } from './events.ts';

type Style = Parameters<typeof styleText>[0];

const words = {
  holds: { en: 'holds', ja: '成り立つ' },
  broken: { en: 'BROKEN', ja: '破れた' },
  expected: { en: 'expected', ja: '期待' },
  seen: { en: 'seen', ja: '実際' },
  'could-not-run': { en: 'could not run', ja: '実行できませんでした' },
} satisfies Record<string, Text>;

/**
 * Shows a lab's events as a narration in one language.
 * @param write takes whole lines, each ending in a newline
 */
export function narrator(language: Language, write: (line: string) => void, colour = true) {
  const paint = (style: Style, text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const line = (text = '') => write(`${text}\n`);

  const claim = ({ id, says, statements, result, expected, seen }: JudgedClaim) => {
    const mark = result === 'holds' ? paint('green', '✔') : paint('red', '✘');
    line(`  ${mark} ${says[language]}  ${paint('dim', [id, ...statements].join(' · '))}`);
    if (result === 'holds') return;
    line(`      ${words.expected[language]}: ${JSON.stringify(expected)}`);
    line(`      ${words.seen[language]}: ${paint('red', JSON.stringify(seen) ?? 'undefined')}`);
  };

  return (event: LabEvent): void => {
    switch (event.type) {
      case 'start': {
        const broker = [event.broker.name, event.broker.version].filter(Boolean).join(' ');
        line();
        line(`${paint('bold', `${event.lab}  ${event.title[language]}`)}`);
        line(
          paint(
            'dim',
            `${broker} · ${protocolName(event.protocolVersion)} · ${event.broker.origin[language]}`,
          ),
        );
        break;
      }
      case 'step':
        line();
        line(`${paint('cyan', String(event.number))} ${event.title[language]}`);
        break;
      case 'note':
        line(`    ${event.text[language]}`);
        break;
      case 'claim':
        claim(event);
        break;
      case 'observation':
        line(`  ${paint('yellow', '•')} ${event.says[language]}: ${JSON.stringify(event.seen)}`);
        break;
      case 'done':
        if (event.reason)
          line(`  ${paint('red', '✘')} ${words[event.outcome][language]}: ${event.reason[language]}`);
        break;
    }
  };
}
