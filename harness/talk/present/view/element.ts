type Child = Node | string | undefined | false;

/** A new element; `class` and attributes by their names in HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** Sets the text only where it is another one: what is read aloud is not read again. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
