/**
 * What is wrong with the slides that a page shows, seen by the eye. Runs in the browser, so it refers to nothing outside.
 * Sizes are in px on a slide of 1280 × 720.
 */
export function measureSlides(): string[] {
  const BODY = 27;
  const CODE = 24;
  /** Rounding of the browser, and the space above letters that fonts leave. */
  const TOLERANCE = 1;
  const found: string[] = [];
  const shown = (text: string) => JSON.stringify(text.trim().replaceAll(/\s+/g, ' ').slice(0, 40));

  const textsIn = (root: Element): { text: Text; element: HTMLElement }[] => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node instanceof Text && node.data.trim() !== '' && element !== null)
        texts.push({ text: node, element });
    }
    return texts;
  };
  const boxOf = (text: Text): DOMRect => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return range.getBoundingClientRect();
  };
  const outside = (inner: DOMRect, outer: DOMRect) =>
    inner.left < outer.left - TOLERANCE ||
    inner.top < outer.top - TOLERANCE ||
    inner.right > outer.right + TOLERANCE ||
    inner.bottom > outer.bottom + TOLERANCE;
  const touch = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - TOLERANCE &&
    b.left < a.right - TOLERANCE &&
    a.top < b.bottom - TOLERANCE &&
    b.top < a.bottom - TOLERANCE;

  for (const [index, slide] of [...document.querySelectorAll('section')].entries()) {
    const say = (what: string) => found.push(`slide ${index + 1}: ${what}`);
    const edge = slide.getBoundingClientRect();
    const margins = [...slide.querySelectorAll('header, footer')];
    for (const { text, element } of textsIn(slide)) {
      const box = boxOf(text);
      const where = shown(text.data);
      if (outside(box, edge)) say(`${where} is outside`);
      if (element.closest('header, footer')) continue;
      if (margins.some((margin) => touch(box, margin.getBoundingClientRect())))
        say(`${where} runs into header or footer`);
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      const least = element.closest('code, pre') ? CODE : BODY;
      if (size < least) say(`${where} is set in ${size} px, at least ${least} can be read from the last row`);
      for (let box = element; box !== slide && box.parentElement !== null; box = box.parentElement) {
        const hidden = getComputedStyle(box).overflowX !== 'visible';
        if (
          hidden &&
          (box.scrollWidth > box.clientWidth + TOLERANCE || box.scrollHeight > box.clientHeight + TOLERANCE)
        ) {
          say(`${where} is cut off`);
          break;
        }
      }
    }
    for (const image of slide.querySelectorAll('img')) {
      const box = image.getBoundingClientRect();
      if (outside(box, edge)) say(`the image "${image.alt.slice(0, 40)}" is outside`);
      if (margins.some((margin) => touch(box, margin.getBoundingClientRect()))) {
        say(`the image "${image.alt.slice(0, 40)}" runs into header or footer`);
      }
      if (image.naturalWidth === 0) say(`the image "${image.alt.slice(0, 40)}" does not load`);
    }
  }
  return found;
}

/** How much smaller each image is shown than it is; runs in the browser. */
export const imageScales = (): { slide: number; src: string; scale: number }[] =>
  [...document.querySelectorAll('section')].flatMap((slide, index) =>
    [...slide.querySelectorAll('img')].map((image) => ({
      slide: index + 1,
      src: image.src,
      scale: image.getBoundingClientRect().width / image.naturalWidth,
    })),
  );
