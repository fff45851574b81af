import type { Language, Text } from '../../../base/text.ts';

interface Notice {
  readonly title: Text;
  readonly says: Text;
}

const notForYou: Notice = {
  title: { en: 'Not here', ja: 'ここからは見られません' },
  says: {
    en: 'This talk is shown from another window. On the machine that presents it, open the address its terminal printed.',
    ja: 'この発表は別の窓で表示されています。発表しているマシンで、端末に表示されたアドレスを開いてください。',
  },
};

const full: Notice = {
  title: { en: 'Full', ja: '満席です' },
  says: {
    en: 'As many people follow this talk as there are places. The screen in the room shows the same. This page tries again by itself.',
    ja: 'この発表を手元で見られる人数に達しました。会場のスクリーンにも同じものが映っています。この画面は自動でつなぎ直します。',
  },
};

const again: Text = { en: 'Try again now', ja: '今すぐつなぎ直す' };

/** The page for a browser that may not see the talk. */
export const refusalPage = (language: Language): string => notice(notForYou, language);

/** The page for a guest if all places are taken. */
export const fullPage = (language: Language): string =>
  notice(
    full,
    language,
    `<p><a href="/">${again[language]}</a></p>
<link rel="stylesheet" href="/notice.css">
<script type="module" src="/try-again.js"></script>
`,
  );

/** The files of that page, by path. It reloads after a while, each copy at a different time. */
export const noticeFiles = {
  '/try-again.js': {
    type: 'text/javascript',
    body: () => 'setTimeout(() => location.reload(), 10_000 + 10_000 * Math.random());\n',
  },
  '/notice.css': { type: 'text/css', body: () => style },
};

const notice = ({ title, says }: Notice, language: Language, more = ''): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title[language]}</title>
<main>
<h1>${title[language]}</h1>
<p>${says[language]}</p>
${more}</main>
</html>
`;

const style = `:root {
  color-scheme: light dark;
}
body {
  display: grid;
  place-content: center;
  min-height: 90vh;
  max-width: 34rem;
  margin: auto;
  padding: 1rem;
  font: 1.15rem/1.7 system-ui, "Noto Sans CJK JP", sans-serif;
}
`;
