import type { Language, Text } from '../../base/text.ts';
import { protocolName } from '../../protocol/statements.ts';
import { cellVerdictOf, cellVerdicts, signs } from '../cell-verdict.ts';
import { seedWords, summaryLine } from '../findings.ts';
import { headings, headingsOf } from '../headings.ts';
import type { Report } from '../report.ts';
import { both, plain, tag } from './markup.ts';
import { htmlMatrix } from './matrix.ts';
import { htmlSections } from './sections.ts';
import { htmlStyle } from './style.ts';

/**
 * The matrix as one HTML file without network access and scripts. It contains both languages; the style sheet shows one of them and
 * filters the rows.
 * @param language the language that is shown first
 */
export function matrixHtml(report: Report, language: Language): string {
  const head = [
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'",
    }),
    tag('title', {}, plain(headingsOf(report).title[language])),
    `<style>${htmlStyle}</style>`,
  ];
  const body = [
    tag('h1', {}, both(headingsOf(report).title)),
    tag('p', { class: 'facts' }, facts(report)),
    brokers(report),
    choices(report, language),
    htmlMatrix(report),
    ...htmlSections(report),
  ];
  return `<!doctype html>\n${tag('html', { lang: language }, tag('head', {}, ...head), tag('body', {}, tag('main', {}, ...body)))}\n`;
}

function facts(report: Report): string {
  const summary: Text = { en: summaryLine(report, 'en'), ja: summaryLine(report, 'ja') };
  const { startedAt, milliseconds } = report;
  const took = `${(milliseconds / 1_000).toFixed(1)} s`;
  const when = [startedAt.toISOString(), took, ...seedWords(report)].join(' · ');
  return plain(`${when} · `) + both(summary);
}

function brokers(report: Report): string {
  const head = [headingsOf(report).broker, headings.origin, headings.protocols].map((text) =>
    tag('th', { scope: 'col' }, both(text)),
  );
  const rows = report.brokers.map(({ label, origin, protocolVersions = [], notStarted, lost }) => {
    const what = [origin, notStarted, lost].filter((text) => text !== undefined);
    return tag(
      'tr',
      {},
      tag('th', { scope: 'row' }, plain(label)),
      tag('td', {}, what.map(both).join('<br>')),
      tag('td', {}, plain(protocolVersions.map(protocolName).join(', '))),
    );
  });
  return tag(
    'table',
    { class: 'brokers' },
    tag('thead', {}, tag('tr', {}, ...head)),
    tag('tbody', {}, ...rows),
  );
}

function choices(report: Report, language: Language): string {
  const present = new Set(report.cells.map(cellVerdictOf));
  const filters = [
    { id: 'all', word: headings.all },
    ...(report.brokers.length > 1 ? [{ id: 'differs', word: headings.differs }] : []),
    ...cellVerdicts
      .filter((cellVerdict) => present.has(cellVerdict))
      .map((cellVerdict) => ({ id: cellVerdict, word: signs[cellVerdict].word })),
  ];
  const radio = (name: string, id: string, checked: boolean, words: string) =>
    tag('label', {}, tag('input', { type: 'radio', name, id: `${name}-${id}`, checked }), words);
  return tag(
    'form',
    { class: 'choices' },
    tag(
      'fieldset',
      {},
      tag('legend', {}, 'Language / 言語'),
      radio('in', 'en', language === 'en', 'English'),
      radio('in', 'ja', language === 'ja', '日本語'),
    ),
    tag(
      'fieldset',
      {},
      tag('legend', {}, both(headings.show)),
      ...filters.map(({ id, word }) => radio('show', id, id === 'all', both(word))),
    ),
  );
}
