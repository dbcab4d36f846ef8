import type { ClientAction, ClientEntry } from '../../model/catalog.js';
import type { PracticeAction, PracticeEntry, Sign } from '../../model/practice.js';
import type { ExternalValue } from '../../resolve/values.js';

/** A sign that importing a module is. */
export interface ImportSign {
  readonly packageName: string;
  readonly subpath: string;
  readonly signs: readonly Sign[];
}

/**
 * The tools of the catalogue in the form that the resolver walks. What an action of a tool shows is
 * asked for by the action that the resolver found.
 */
export class PracticeIndex {
  readonly clients: readonly ClientEntry[];
  /** Names under which calls that show something are found: members, exports, classes. */
  readonly names: ReadonlySet<string>;
  readonly imports: readonly ImportSign[];
  readonly #actions = new Map<object, PracticeAction>();
  readonly #entries = new Map<ClientEntry, PracticeEntry>();

  constructor(entries: readonly PracticeEntry[]) {
    this.clients = entries.map((entry) => this.#clientOf(entry));
    this.names = new Set(entries.flatMap(telling));
    this.imports = entries.flatMap(({ packages, imports = {} }) =>
      packages.flatMap((packageName) =>
        Object.entries(imports).map(([subpath, signs]) => ({ packageName, subpath, signs })),
      ),
    );
  }

  #clientOf(entry: PracticeEntry): ClientEntry {
    const { tool, packages, globals, exports, subpaths, types } = entry;
    const client: ClientEntry = {
      client: tool,
      kind: 'other',
      packages,
      globals,
      exports,
      types,
      address: [],
      examples: [],
      ...(subpaths !== undefined && { subpaths }),
    };
    for (const type of Object.values(types)) {
      const { call, constructs, members = {} } = type;
      for (const action of [call, constructs, ...Object.values(members)]) {
        if (action !== undefined) this.#actions.set(action, action);
      }
    }
    this.#entries.set(client, entry);
    return client;
  }

  /** What is known of an action that the resolver found on a tool. */
  action(found: ClientAction): PracticeAction | undefined {
    return this.#actions.get(found);
  }

  /** Whether some value of a tool does something where it is registered. */
  registers(client: ClientEntry): boolean {
    const types = Object.values(this.#entries.get(client)?.types ?? {});
    return types.some(({ registered }) => registered !== undefined);
  }

  /** What a value does that is handed to `register` or `use` of a framework. */
  registered({ client, type }: ExternalValue): PracticeAction | undefined {
    return this.#entries.get(client)?.types[type]?.registered;
  }
}

const tells = ({ shows, answers }: PracticeAction): boolean =>
  shows !== undefined || answers !== undefined;

/** Members that show something, and exports that do when they are called or constructed. */
function telling({ types, exports, subpaths = {}, globals }: PracticeEntry): readonly string[] {
  const members = Object.values(types).flatMap((type) =>
    Object.entries(type.members ?? {}).flatMap(([names, action]) =>
      tells(action) ? names.split('|') : [],
    ),
  );
  const isTelling = (type: string): boolean => {
    const { call, constructs } = types[type] ?? {};
    return (call !== undefined && tells(call)) || (constructs !== undefined && tells(constructs));
  };
  const exported = [exports, globals, ...Object.values(subpaths)].flatMap((table) =>
    Object.entries(table).flatMap(([names, type]) => (isTelling(type) ? names.split('|') : [])),
  );
  return [...members, ...exported];
}
