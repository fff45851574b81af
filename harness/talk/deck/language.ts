import path from 'node:path';
import type { Language } from '../../base/text.ts';
import { fieldsOf } from './engine/front-matter.ts';

const KANA = /[\u3041-\u30ff]/;

/** The language of a deck: from its front matter, otherwise from its name (`mqtt.ja.md`), otherwise from kana in it. */
export function languageOf(deck: string, source: string): Language {
  const { lang } = fieldsOf(source);
  const [, ending] = /\.(en|ja)\.md$/.exec(path.basename(deck)) ?? [];
  const said = (typeof lang === 'string' ? lang : ending)?.toLowerCase();
  if (said === undefined) return KANA.test(source) ? 'ja' : 'en';
  return said === 'ja' || said.startsWith('ja-') ? 'ja' : 'en';
}
