/** Words of Starlight and Pagefind that have no Japanese of their own. */
export const japanese: Readonly<Record<string, string>> = {
  'heading.anchorLabel': '「{{title}}」の節へのリンク',
  'pagefind.clear_search': '消去',
  'pagefind.load_more': 'もっと見る',
  'pagefind.search_label': 'サイト内を検索',
  'pagefind.zero_results': '[SEARCH_TERM] は見つかりませんでした',
  'pagefind.many_results': '[SEARCH_TERM] の検索結果: [COUNT] 件',
  'pagefind.one_result': '[SEARCH_TERM] の検索結果: [COUNT] 件',
  'pagefind.alt_search': '[SEARCH_TERM] は見つからないので、[DIFFERENT_TERM] の結果を表示しています',
  'pagefind.search_suggestion': '[SEARCH_TERM] は見つかりませんでした。次の言葉を試してください:',
  'pagefind.searching': '[SEARCH_TERM] を検索中…',
};
