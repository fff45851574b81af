const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * Lets the diagram and the list of a step show the same packet: a click or an arrow key chooses one, which is lit in the diagram
 * and opened in the list. Escape closes it.
 */
export function followPackets(step: HTMLElement): void {
  const items = Array.from(step.querySelectorAll<HTMLElement>('.packets > li'));
  const diagram = step.querySelector<HTMLElement>('.diagram');
  if (diagram === null) return;

  const drawn = (item: Element | undefined) =>
    diagram.querySelector(`[data-event="${item?.getAttribute('data-packet')}"] > :first-child`);
  const isOpen = (item: HTMLElement) => detailsOf(item)?.open === true;

  const choose = (item: HTMLElement | undefined) => {
    for (const other of items) {
      const details = detailsOf(other);
      if (details !== undefined) details.open = other === item;
    }
    drawn(item)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  for (const item of items) {
    detailsOf(item)?.addEventListener('toggle', () => {
      drawn(item)?.setAttribute('class', isOpen(item) ? 'chosen' : 'background');
    });
  }
  diagram.addEventListener('click', ({ target }) => {
    const number =
      target instanceof Element ? target.closest('[data-event]')?.getAttribute('data-event') : undefined;
    const item = items.find(({ dataset }) => dataset.packet === number);
    if (item !== undefined) choose(isOpen(item) ? undefined : item);
  });
  step.addEventListener('keydown', (event) => {
    const by = STEPS[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || (by === undefined && event.key !== 'Escape'))
      return;
    const now = items.findIndex(isOpen);
    const next = by === undefined ? undefined : items[now < 0 ? (by > 0 ? 0 : items.length - 1) : now + by];
    if (by !== undefined && next === undefined) return;
    event.preventDefault();
    choose(next);
    // A reader who came through the list stays in it, and hears the packet.
    if (document.activeElement !== diagram) next?.querySelector<HTMLElement>('summary')?.focus();
  });
}

const detailsOf = (item: HTMLElement): HTMLDetailsElement | undefined =>
  item.querySelector('details') ?? undefined;
