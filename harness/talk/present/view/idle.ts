/** A pointer that has not moved for so long is hidden, in ms. */
const IDLE = 3_000;

/** Marks the page while its pointer does not move; a style sheet hides it. */
export function markIdlePointer({ dataset }: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout>;
  const rest = () => {
    timer = setTimeout(() => {
      dataset.pointer = 'idle';
    }, IDLE);
  };
  window.addEventListener('pointermove', () => {
    clearTimeout(timer);
    delete dataset.pointer;
    rest();
  });
  rest();
}
