/** A table or picture that is wider than its place can be scrolled: by keyboard, too. */
export function reachByKeyboard(): void {
  const watched = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (!(target instanceof HTMLElement)) continue;
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }
  });
  for (const table of document.querySelectorAll('.sl-markdown-content table:not(.fields)'))
    watched.observe(table);
}
