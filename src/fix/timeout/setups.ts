import type { ClientEntry } from '../../model/catalog.js';
import { keyName, type Node } from '../../parse/ast.js';
import { plain, type Following, type Standing } from '../follow/follow.js';
import type { EditableSource } from '../source/editable-source.js';
import { eachNode } from '../source/node-places.js';
import { calleeName, type ArgumentsNode } from '../source/find-call.js';
import type { Sources } from '../sources.js';

/** A call that sets up a client, wherever it stands. */
export interface SetupCall {
  readonly source: EditableSource;
  readonly node: ArgumentsNode;
}

const MODULE_SETUP = /^(register|forRoot)$/;
const GIVERS = /^(useFactory|useClass|useExisting)$/;

/** Finds the calls that set up clients for a whole program: `mongoose.connect()`, `TypeOrmModule.forRoot()`. */
export class SetupCalls {
  readonly #sources: Sources;
  readonly #files: () => readonly string[];
  readonly #following: Following;
  readonly #known = new Map<string, readonly SetupCall[]>();

  constructor(sources: Sources, files: () => readonly string[], following: Following) {
    this.#sources = sources;
    this.#files = files;
    this.#following = following;
  }

  /** Calls of that name, or member of a module of that name, which packages of the client give. */
  of(entry: ClientEntry, names: readonly string[]): readonly SetupCall[] {
    const key = `${entry.client} ${names.join('.')}`;
    const known = this.#known.get(key) ?? this.#find(entry, names);
    this.#known.set(key, known);
    return known;
  }

  /** What functions and classes give that `forRootAsync({ useFactory })` is handed. */
  given(entry: ClientEntry, names: readonly string[]): readonly (readonly Standing[])[] {
    const last = names.at(-1) ?? '';
    if (names.length < 2 || !MODULE_SETUP.test(last)) return [];
    return this.of(entry, [...names.slice(0, -1), `${last}Async`]).flatMap(({ source, node }) => {
      const [options] = node.arguments;
      return options?.type === 'ObjectExpression'
        ? giversIn(options).map((giver) =>
            this.#following.of(source, giver).flatMap((one) => this.#following.returned(one)),
          )
        : [];
    });
  }

  #find(entry: ClientEntry, names: readonly string[]): readonly SetupCall[] {
    const last = names.at(-1) ?? '';
    return this.#files().flatMap((file) => {
      if (this.#sources.read(file)?.includes(last) !== true) return [];
      const source = this.#sources.get(file);
      if (typeof source === 'string') return [];
      return callsNamed(source, names)
        .filter((node) => this.#isOf(entry, source, node))
        .map((node) => ({ source, node }));
    });
  }

  #isOf({ packages }: ClientEntry, source: EditableSource, { callee }: ArgumentsNode): boolean {
    const from = this.#following.packageOf(source, callee);
    return from !== null && packages.includes(from);
  }
}

function callsNamed(source: EditableSource, names: readonly string[]): readonly ArgumentsNode[] {
  const [last, owner] = names.toReversed();
  const found: ArgumentsNode[] = [];
  eachNode(source.program, source.childKeys, (node) => {
    if (
      (node.type === 'CallExpression' || node.type === 'NewExpression') &&
      calleeName(node) === last &&
      (owner === undefined || isOwnedBy(node, owner))
    )
      found.push(node);
  });
  return found.toSorted((one, two) => one.start - two.start);
}

/** `MongooseModule.forRoot()`: modules of many packages are set up by methods of one name. */
function isOwnedBy({ callee }: ArgumentsNode, owner: string): boolean {
  const member = plain(callee);
  if (member.type !== 'MemberExpression') return false;
  const object = plain(member.object);
  if (object.type === 'Identifier') return object.name === owner;
  return object.type === 'MemberExpression' && keyName(object.property, object.computed) === owner;
}

const giversIn = ({ properties }: Extract<Node, { type: 'ObjectExpression' }>): readonly Node[] =>
  properties.flatMap((one) =>
    one.type === 'Property' && GIVERS.test(keyName(one.key, one.computed) ?? '') ? [one.value] : [],
  );
