import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Node } from '../../../src/parse/ast.js';
import { editableSource, type EditableSource } from '../../../src/fix/source/editable-source.js';
import { eachNode } from '../../../src/fix/source/node-places.js';

const DECORATED = `@Injectable(get('a'))
export class A {
  constructor(@Inject(token()) private readonly b: B<typeof c>, d?: string) {}
  @Get({ path: e() }) async f({ g = h(), ...i }: J): Promise<K> {
    return \`\${await l?.m(<N>o!)}\` as P;
  }
}
@Q() export default class {}
`;

/** What a walk through the whole tree finds. */
function walked({ program, childKeys }: EditableSource) {
  const around = new Map<Node, Node>();
  const starting = new Map<number, Set<Node>>();
  eachNode(program, childKeys, (node, outer) => {
    if (outer !== null) around.set(node, outer);
    starting.set(node.start, (starting.get(node.start) ?? new Set()).add(node));
  });
  return { around, starting };
}

const SOURCE = /\.[cm]?[jt]sx?$/;

const sources = ['fixtures', 'src/fix', 'src/resolve'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => SOURCE.test(name))
    .map((name) => `${folder}/${name}`),
);

const differing = (file: string, text: string): readonly Node[] => {
  const source = editableSource(file, text);
  if (source === null) return [];
  const { around, starting } = walked(source);
  const fresh = editableSource(file, text) ?? source;
  const found = walked(fresh);
  const misplaced = [...found.around].filter(([node, outer]) => fresh.parentOf(node) !== outer);
  const unfound = [...starting].filter(
    ([offset, nodes]) =>
      source.startingAt(offset).length !== nodes.size ||
      source.startingAt(offset).some((node) => !nodes.has(node)),
  );
  expect(around.size).toBe(found.around.size);
  return [...misplaced.map(([node]) => node), ...unfound.flatMap(([, nodes]) => [...nodes])];
};

it('finds what a walk through the whole tree finds, where decorators stand before their class', () => {
  expect(differing('a.ts', DECORATED)).toEqual([]);
  expect(editableSource('a.ts', DECORATED)).not.toBeNull();
});

it('finds what a walk through the whole tree finds in all kinds of files', () => {
  expect(sources.length).toBeGreaterThan(100);
  const texts = sources.map((file) => [file, readFileSync(file, 'utf8')] as const);
  expect(texts.flatMap(([file, text]) => differing(file, text).map(() => file))).toEqual([]);
});
