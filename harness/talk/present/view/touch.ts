/** Width of each edge, as a share of the page. */
const EDGE = 0.2;
/** A finger that moves less, in px, has tapped. */
const TAP = 12;
/** A finger that moves more to a side has swiped, in px. */
const SWIPE = 50;

export type Way = 'next' | 'previous';

/** Reports swipes to a side, and taps at the edges that hit no link or button. */
export function onTouch(surface: HTMLElement, go: (way: Way) => void): void {
  let begun: Touch | undefined;
  surface.addEventListener(
    'touchstart',
    ({ touches }) => {
      // With two fingers, or on an enlarged page, the gesture scrolls the page.
      const isPlain = touches.length === 1 && (window.visualViewport?.scale ?? 1) < 1.05;
      begun = isPlain ? touches[0] : undefined;
    },
    { passive: true },
  );
  surface.addEventListener('touchend', ({ changedTouches: [ended], target }) => {
    if (begun === undefined || ended === undefined) return;
    const way = wayOf(ended.clientX - begun.clientX, ended.clientY - begun.clientY, () =>
      isPressable(target) ? undefined : edgeAt(ended.clientX, surface.getBoundingClientRect()),
    );
    begun = undefined;
    if (way !== undefined) go(way);
  });
  surface.addEventListener('touchcancel', () => {
    begun = undefined;
  });
}

function wayOf(x: number, y: number, tapped: () => Way | undefined): Way | undefined {
  if (Math.hypot(x, y) < TAP) return tapped();
  if (Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return undefined;
  return x < 0 ? 'next' : 'previous';
}

function edgeAt(x: number, { left, width }: DOMRect): Way | undefined {
  if (x < left + EDGE * width) return 'previous';
  return x > left + (1 - EDGE) * width ? 'next' : undefined;
}

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a') !== null;
