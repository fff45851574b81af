import { expect, test } from 'vitest';
import { spoken } from '../../../harness/talk/deck/spoken-slide.ts';

test('the words of a slide are its text and the alternative texts of its pictures, without header and footer', () => {
  const html =
    '<section><header>Head</header><h1>Two <em>words</em></h1><ul><li>one</li><li>two</li></ul><p><img alt="A door" src="x"></p><footer>Foot</footer></section>';
  expect(spoken(html)).toEqual({ title: 'Two words', text: 'Two words one two A door' });
});
