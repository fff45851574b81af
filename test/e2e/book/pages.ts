import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { inject } from 'vitest';

type Node = DefaultTreeAdapterTypes.Node;

/** A page of the built book. */
export interface BuiltPage {
  /** Its address on the server. */
  readonly address: string;
  readonly html: string;
  readonly language: string | undefined;
  /** Names that links can lead to. */
  readonly places: ReadonlySet<string>;
  /** What links, images, scripts and style sheets point at. */
  readonly targets: readonly string[];
}

/** The paths of all files of the book on its server. */
export const builtFiles = (): string[] =>
  readdirSync(inject('bookFolder'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(inject('bookFolder'), path.join(parentPath, name)));

export const builtPages = (): BuiltPage[] =>
  builtFiles()
    .filter((file) => file.endsWith('index.html'))
    .map((file) => {
      const html = readFileSync(path.join(inject('bookFolder'), file), 'utf8');
      const elements = elementsOf(parse(html));
      const attributes = (name: string) =>
        elements.flatMap(({ attrs }) => attrs.filter((one) => one.name === name));
      const values = (name: string) => attributes(name).map(({ value }) => value);
      return {
        address: inject('bookBase') + file.replace(/index\.html$/, ''),
        html,
        language: values('lang')[0],
        places: new Set(values('id')),
        targets: [...values('href'), ...values('src')],
      };
    });

function elementsOf(node: Node): DefaultTreeAdapterTypes.Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return 'attrs' in node ? [node, ...children] : children;
}
