import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { type Language, languages } from '../../../harness/base/text.ts';
import { findingLines } from '../../../harness/report/findings.ts';
import { matrixHtml } from '../../../harness/report/html/html.ts';
import { matrixJson } from '../../../harness/report/json.ts';
import { junitXml } from '../../../harness/report/junit.ts';
import { matrixMarkdown } from '../../../harness/report/markdown.ts';
import { breaksOf } from '../../../harness/report/notes.ts';
import type { Report } from '../../../harness/report/report.ts';
import { matrixLines } from '../../../harness/report/terminal.ts';
import { fromRecording } from '../../../harness/wire/trace/reading.ts';
import { brokers, hostile, notes, situation, story } from './report-story.ts';

type Form = (report: Report, language: Language) => string;
const terminal: Form = (report, language) =>
  [...matrixLines(report, language), ...findingLines(report, language)].join('\n');
const forms: ReadonlyArray<readonly [string, Form]> = [
  ['terminal', terminal],
  ['matrix.json', matrixJson],
  ['matrix.md', matrixMarkdown],
  ['matrix.html', matrixHtml],
  ['junit.xml', junitXml],
];

describe.for(forms)('%s', ([, form]) => {
  test.for(languages)('tells of all that there is to tell, in %s', (language) => {
    const written = form(story, language).replaceAll('\\', '');
    for (const { claim } of breaksOf(story)) expect(written).toContain(claim.id);
    for (const { deviation, reason, notes = [] } of story.cells) {
      if (deviation) expect(written).toContain(deviation.link);
      for (const note of notes) expect(written).toContain(note[language]);
      if (reason) expect(written).toContain(reason[language]);
    }
    expect(written).toContain(situation.title[language]);
    expect(written).toContain(situation.id);
    for (const note of Object.values(notes)) expect(written).toContain(note[language]);
    for (const { label, notStarted } of brokers) {
      if (label !== hostile) expect(written).toContain(label);
      if (notStarted) expect(written).toContain(notStarted[language]);
    }
  });

  test('does not forget a broken claim wherever it stands', () => {
    const breaks = breaksOf(story);
    expect(breaks).toHaveLength(3);
    for (const { cell } of breaks) {
      const mended = {
        ...story,
        cells: story.cells.map((one) => (one === cell ? { ...one, result: 'holds' as const } : one)),
      };
      expect(form(mended, 'en')).not.toBe(form(story, 'en'));
    }
  });

  test('shows what came from outside as it is, and does nothing with it', () => {
    const written = form(story, 'en');
    expect(written).not.toContain('\u202e');
    expect(written).not.toContain('\u0007');
  });
});

test('a note warns, but not one about a known deviation', () => {
  const written = terminal(story, 'en');
  expect(written).toContain('≠ mosquitto 2.0.21 · MQTT 5 (redelivery.dup): seen in two situations');
  expect(written).toContain('! mosquitto 2.0.21 · MQTT 3.1.1 (filters.hash): two starts');
});

describe('matrix.json', () => {
  const written = JSON.parse(matrixJson(story));

  test('has the packets of a result, to be read again', () => {
    const broken = written.results.find(({ trace }: { trace?: number }) => trace !== undefined);
    expect(broken).toMatchObject({ claim: 'retain.cleared', result: 'broken', news: true, seen: ['kept'] });
    expect(fromRecording(written.traces[broken.trace]).of('PUBLISH').count).toBeGreaterThan(0);
  });
});

test('the setting that decides an observation is there, and where it is documented', () => {
  const { setting = '', link = '' } = story.observations[0]?.settings?.mosquitto ?? {};
  const [observed] = JSON.parse(matrixJson(story)).observations;
  expect(observed.settings).toEqual({ mosquitto: { setting, link } });
  expect(matrixMarkdown(story, 'en')).toContain(`| Mosquitto [\`${setting}\`](<${link}>) |`);
  expect(matrixHtml(story, 'en')).toContain(`Mosquitto <a href="${link}"><code>${setting}</code></a>`);
});

test('where no setting is known, there is no column for it', () => {
  const observations = story.observations.map(({ settings: _, ...rest }) => rest);
  for (const [, form] of forms)
    expect(form({ ...story, observations }, 'en')).not.toContain('Setting that decides');
});

describe('junit.xml', () => {
  const parser = new DOMParser({
    onError: (level, message) => {
      // A character that XML does not know stands replaced: of that, it only warns.
      if (level !== 'warning') throw new Error(message);
    },
  });
  const { documentElement } = parser.parseFromString(junitXml(story, 'en'), 'text/xml');
  const elements = (name: string) => Array.from(documentElement?.getElementsByTagName(name) ?? []);

  test('a failure for each broken claim, an error for each that could not be run, and for a broker', () => {
    expect(elements('failure')).toHaveLength(3);
    expect(elements('error')).toHaveLength(2);
    expect(elements('skipped')).toHaveLength(3);
  });

  test('counts what is in it', () => {
    for (const suite of elements('testsuite')) {
      const cases = Array.from(suite.getElementsByTagName('testcase'));
      expect(Number(suite.getAttribute('tests'))).toBe(cases.length);
      expect(Number(suite.getAttribute('failures'))).toBe(suite.getElementsByTagName('failure').length);
      expect(Number(suite.getAttribute('errors'))).toBe(suite.getElementsByTagName('error').length);
    }
  });
});

describe('matrix.md', () => {
  const lines = matrixMarkdown(story, 'en').split('\n');

  test('each row of a table has as many cells as its head', () => {
    let columns: number | undefined;
    for (const line of lines) {
      if (!line.startsWith('|')) columns = undefined;
      else {
        const cells = line.split(/(?<!\\)\|/).length;
        columns ??= cells;
        expect(cells, line).toBe(columns);
      }
    }
  });

  test('what stands between backticks is code, in which nothing is escaped', () => {
    expect(lines.join('\n')).toContain('QoS 0 is queued for `a_b/+` |');
  });

  test('no markup comes in from outside', () => {
    const text = lines.filter((line) => !line.startsWith('    ')).join('\n');
    expect(text.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')).not.toMatch(/<script|\[a\]\(b\)/);
  });
});

describe('matrix.html', () => {
  const written = matrixHtml(story, 'ja');

  test('asks for nothing else: no script, no network', () => {
    expect(written).not.toMatch(/<(script|link|img|iframe|object)\b|@import|url\(|\son\w+=/i);
    expect(written).toContain('default-src &apos;none&apos;');
  });

  test('has both languages in it', () => {
    for (const { says } of story.claims) {
      expect(written).toContain(`<span lang="en">${says.en}</span>`);
      expect(written).toContain(`<span lang="ja">${says.ja}</span>`);
    }
  });

  test('what stands between backticks is code', () => {
    expect(written).toContain('QoS 0 is queued for <code>a_b/+</code>');
  });

  test('a known deviation shows what was expected, and what was seen', () => {
    const [, article = ''] = written.match(/≠ <code>redelivery\.dup<\/code>(.*?)<\/article>/s) ?? [];
    expect(article).toContain('<dd><code>{&quot;dup&quot;:true}</code></dd>');
    expect(article.match(/<dd>/g)).toHaveLength(2);
  });

  test('every link within the page leads somewhere', () => {
    const ids = new Set([...written.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const links = [...written.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links).not.toEqual([]);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });
});
