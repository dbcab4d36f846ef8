import type { ClientEntry } from '../../model/catalog.js';
import type { CallId, FileFacts } from '../../parse/facts.js';
import type { ExternalValue, Place, Value } from '../../resolve/values.js';
import type { Repository } from '../../model/repository.js';
import type { Resolver } from '../../resolve/resolver.js';
import type { ProgramsOfFiles } from '../code/programs-of-files.js';

/** What is asked for what a repository makes. */
interface Sources {
  readonly repository: Repository;
  readonly resolver: Resolver;
  readonly programs: ProgramsOfFiles;
  facts(file: string): FileFacts | undefined;
}

/** A client that a program makes, and where. */
interface Maker {
  readonly file: string;
  readonly made: ExternalValue;
}

/** What repositories make to be handed values by: the bot that the contexts of handlers belong to. */
export class Makers {
  readonly #known = new Map<ClientEntry, readonly Maker[]>();

  /** The only one that a program of the file makes. */
  of(sources: Sources, { client }: ExternalValue, file: string): ExternalValue | null {
    if (client.makers === undefined) return null;
    let all = this.#known.get(client);
    if (all === undefined) this.#known.set(client, (all = makersOf(sources, client)));
    const [only, ...others] = sources.programs.besides(file, all);
    return only === undefined || others.length > 0 ? null : only.made;
  }
}

const makersOf = (sources: Sources, client: ClientEntry): readonly Maker[] =>
  sources.repository.sources.flatMap(({ file }) => {
    const facts = sources.facts(file);
    return facts === undefined ? [] : makersIn(sources, facts, client);
  });

function makersIn(sources: Sources, { file, calls }: FileFacts, client: ClientEntry): Maker[] {
  return calls.flatMap((call, id) => {
    const place: Place = { file, function: call.function, class: call.class, frame: null };
    const made = madeBy(sources, id, place).find((one) => isMaker(one, client));
    // Made by a function that is called here, it stands there.
    return made?.creations[0]?.start === call.start ? [{ file, made }] : [];
  });
}

/** `new Bot(token)`, or `super(options)` in a class that extends one. */
function madeBy({ resolver }: Sources, id: CallId, place: Place): readonly Value[] {
  const call = resolver.facts(place.file)?.calls[id];
  if (call?.callee.kind === 'super') return resolver.evaluate(call.callee, place);
  return call?.form === 'new' ? resolver.evaluateCall(id, place) : [];
}

const isMaker = (value: Value, client: ClientEntry): value is ExternalValue =>
  value.kind === 'external' &&
  value.client === client &&
  client.makers?.includes(value.type) === true;
