import type { Call } from '../../model/assessment.js';
import type { ClientEntry } from '../../model/catalog.js';
import { keyName, type Node } from '../../parse/ast.js';
import { Following, type Standing } from '../follow/follow.js';
import { positionOf, type EditableSource } from '../source/editable-source.js';
import { callAt, type ArgumentsNode } from '../source/find-call.js';
import type { Place } from '../rung.js';
import type { Sources } from '../sources.js';
import { candidatesFor, setupCandidates, type Candidate, type Wait } from './candidates.js';
import { makesClient } from './operations.js';
import { SetupCalls } from './setups.js';

/** A place that has a name: what is called there. */
export interface Named extends Place {
  readonly name: string;
}

/** A place where options of a client stand, or can. */
export interface Making {
  readonly entry: ClientEntry;
  readonly candidate: Candidate;
  readonly at: Named;
  /** Options that a function gives, in the place of those of a call. */
  readonly given?: readonly Standing[];
}

/** A call, and what its wait is for. */
export interface Asked {
  readonly call: Call;
  readonly entry: ClientEntry;
  readonly wait: Wait;
}

/** A program has few of them; more are tests, tools and examples. */
const MOST_SETUPS = 4;

/** Finds where clients are made whose options bound a call. */
export class Makers {
  readonly following: Following;
  readonly #sources: Sources;
  readonly #setups: SetupCalls;
  readonly #entryOf: (client: string) => ClientEntry | undefined;

  constructor(
    sources: Sources,
    files: () => readonly string[],
    entryOf: (client: string) => ClientEntry | undefined,
  ) {
    this.following = new Following(sources, files);
    this.#sources = sources;
    this.#setups = new SetupCalls(sources, files, this.following);
    this.#entryOf = entryOf;
  }

  /** Places where the client of a call is set up, or handed another one. */
  of(asked: Asked): readonly Making[] {
    return [...this.#setUp(asked), ...this.#carried(asked)];
  }

  #setUp({ call, entry, wait }: Asked): readonly Making[] {
    return setupCandidates(call, entry, wait).flatMap(({ names, ...candidate }) => {
      const calls = this.#setups
        .of(entry, names)
        .slice(0, MOST_SETUPS)
        .map(({ source, node }) => ({ entry, candidate, at: namedAt(source, node, names) }));
      const given = this.#setups.given(entry, names).flatMap((all) => {
        const [first] = all;
        return first === undefined
          ? []
          : [{ entry, candidate, at: namedAt(first.source, first.node, names), given: all }];
      });
      return [...calls, ...given];
    });
  }

  /** What is made with another client waits as that one does: `drizzle(pool)`, `Model.knex(database)`. */
  #carried({ call, entry, wait }: Asked): readonly Making[] {
    return (entry.protection?.timeout?.settings ?? [])
      .filter(({ takes }) => takes === 'carrier')
      .flatMap(({ at }) => at)
      .flatMap((at) => this.#handedAt(call, entry, at))
      .flatMap(({ source, node }) => this.#carrierOf(source, node, wait));
  }

  /** What is handed over at a place of the catalogue. */
  #handedAt(call: Call, entry: ClientEntry, at: string): readonly Standing[] {
    const match = /^(instance|setup)\.((?:[A-Za-z_$][\w$]*\.)*)(\d+)((?:\.[\w$]+)*)$/.exec(at);
    if (match === null) return [];
    const [, from, names = '', index, path = ''] = match;
    const calls =
      from === 'setup'
        ? this.#setups.of(entry, names.split('.').filter(Boolean)).slice(0, MOST_SETUPS)
        : stepsOf(call).flatMap((place) => {
            const source = this.#sources.get(place.file);
            const node = typeof source === 'string' ? null : callAt(source, place);
            return typeof source === 'string' || node === null ? [] : [{ source, node }];
          });
    return calls.flatMap(({ source, node }) => {
      const given = node.arguments[Number(index)];
      const steps = path.split('.').filter(Boolean);
      return given === undefined
        ? []
        : this.#below({ source, node: given, isShared: false }, steps);
    });
  }

  #below({ source, node }: Standing, path: readonly string[]): readonly Standing[] {
    const found = this.following.of(source, node);
    const [name, ...rest] = path;
    if (name === undefined) return found;
    return found.flatMap((one) =>
      one.node.type === 'ObjectExpression'
        ? one.node.properties.flatMap((property) =>
            property.type === 'Property' && keyName(property.key, property.computed) === name
              ? this.#below({ ...one, node: property.value }, rest)
              : [],
          )
        : [],
    );
  }

  #carrierOf(source: EditableSource, node: Node, wait: Wait): readonly Making[] {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
    const from = this.following.packageOf(source, node.callee);
    const entry = from === null ? undefined : this.#entryOf(from);
    const name = nameOf(source, node);
    if (entry === undefined || !makesClient(entry, name)) return [];
    const at = { ...positionOf(source, node.start), name };
    return candidatesFor(null, entry, wait)
      .filter(({ where }) => where === 'instance')
      .map((candidate) => ({ entry, candidate, at }));
  }
}

/** The places where a client was made, the nearest first. */
export const makingsOf = (call: Call, entry: ClientEntry): readonly Named[] =>
  stepsOf(call).filter(({ name }) => makesClient(entry, name));

const stepsOf = ({ origin }: Call): readonly Named[] =>
  origin
    .toReversed()
    .map(({ file, line, column = 1, what }) => ({ file, line, column, name: what }));

const namedAt = (source: EditableSource, { start }: Node, names: readonly string[]): Named => ({
  ...positionOf(source, start),
  name: names.at(-1) ?? '',
});

function nameOf({ text }: EditableSource, node: ArgumentsNode): string {
  const name = text.slice(node.callee.start, node.callee.end);
  return node.type === 'NewExpression' ? `new ${name}` : name;
}
