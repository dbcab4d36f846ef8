import type { ClientEntry } from '../../model/catalog.js';
import type { CallId, FileFacts } from '../../parse/facts.js';
import type { ExternalValue, Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';

/** A client that a program makes, and where. */
interface Maker {
  readonly file: string;
  readonly made: ExternalValue;
}

/** What repositories make to be handed values by: the bot that the contexts of handlers belong to. */
export class Makers {
  readonly #known = new Map<ClientEntry, readonly Maker[]>();

  /** The only one that a program of the file makes. */
  of(judging: Judging, { client }: ExternalValue, file: string): ExternalValue | null {
    if (client.makers === undefined) return null;
    let all = this.#known.get(client);
    if (all === undefined) this.#known.set(client, (all = makersOf(judging, client)));
    const [only, ...others] = judging.programs.besides(file, all);
    return only === undefined || others.length > 0 ? null : only.made;
  }
}

const makersOf = (judging: Judging, client: ClientEntry): readonly Maker[] =>
  judging.repository.sources.flatMap(({ file }) => {
    const facts = judging.facts(file);
    return facts === undefined ? [] : makersIn(judging, facts, client);
  });

function makersIn(judging: Judging, { file, calls }: FileFacts, client: ClientEntry): Maker[] {
  return calls.flatMap((call, id) => {
    const place: Place = { file, function: call.function, class: call.class, frame: null };
    const made = madeBy(judging, id, place).find((one) => isMaker(one, client));
    // Made by a function that is called here, it stands there.
    return made?.creations[0]?.start === call.start ? [{ file, made }] : [];
  });
}

/** `new Bot(token)`, or `super(options)` in a class that extends one. */
function madeBy({ resolver }: Judging, id: CallId, place: Place): readonly Value[] {
  const call = resolver.facts(place.file)?.calls[id];
  if (call?.callee.kind === 'super') return resolver.evaluate(call.callee, place);
  return call?.form === 'new' ? resolver.evaluateCall(id, place) : [];
}

const isMaker = (value: Value, client: ClientEntry): value is ExternalValue =>
  value.kind === 'external' &&
  value.client === client &&
  client.makers?.includes(value.type) === true;
