/** A table or a block of code that is wider than its place can be scrolled: by keyboard, too. */
export function reachByKeyboard(): void {
  const watched = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (!(target instanceof HTMLElement)) continue;
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }
  });
  for (const part of document.querySelectorAll('.sl-markdown-content :is(table:not(.fields), pre)'))
    watched.observe(part);
}
