import type { ClientEntry } from '../../model/catalog.js';

/** Names of functions that attach a guard to a client: of guards, and of clients that are handed one. */
export const attachingNames = (clients: Iterable<ClientEntry>): readonly string[] =>
  [...clients].flatMap((client) => [...exportedNames(client), ...memberNames(client)]);

const exportedNames = ({ exports, types }: ClientEntry): readonly string[] =>
  Object.entries(exports).flatMap(([names, type]) => {
    const { call, members } = types[type] ?? {};
    const attaches = [call, ...Object.values(members ?? {})].some(
      (action) => action?.attaches !== undefined,
    );
    return attaches ? [...names.split('|'), ...Object.keys(members ?? {})] : [];
  });

const memberNames = ({ types }: ClientEntry): readonly string[] =>
  Object.values(types).flatMap(({ members }) =>
    Object.entries(members ?? {}).flatMap(([names, { installs }]) =>
      installs === true ? names.split('|') : [],
    ),
  );
