import { same, type Text } from '../../base/text.ts';
import type { Lack } from './profile.ts';

/** What is missing, and the page that says so. */
export const lackText = ({ says, source, read = same(source) }: Lack): Text => ({
  en: `${says.en}: ${read.en}`,
  ja: `${says.ja}: ${read.ja}`,
});
