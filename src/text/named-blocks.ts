/** `kind name { body }`, wherever it stands. */
export interface NamedBlock {
  readonly kind: string;
  readonly body: string;
}

/** Reads blocks without braces inside, in one pass, however long the text and whatever else it holds. */
export function namedBlocks(text: string): readonly NamedBlock[] {
  return text.split('}').flatMap((part) => {
    const open = part.indexOf('{');
    if (open < 0) return [];
    const header = part.slice(part.lastIndexOf('\n', open) + 1, open).trim();
    const [kind = '', ...names] = header.split(/\s+/, 3);
    return names.length === 1 ? [{ kind, body: part.slice(open + 1) }] : [];
  });
}
