import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';

interface Drawing {
  readonly specifier: RegExp;
  readonly names: RegExp;
}

/** What puts components into a page; none of it has anything to draw into on a server. */
const DRAWINGS: readonly Drawing[] = [
  {
    specifier: /^react-dom(\/client)?$/,
    names: /^(render|hydrate|createRoot|hydrateRoot|unmountComponentAtNode)$/,
  },
  { specifier: /^(preact|preact\/compat|solid-js\/web)$/, names: /^(render|hydrate)$/ },
  { specifier: /^svelte$/, names: /^(mount|hydrate)$/ },
  { specifier: /^@angular\/platform-browser-dynamic$/, names: /^platformBrowserDynamic$/ },
];

/** The package by which a file draws into the page that is shown. */
export function drawsInto(facts: FileFacts): string | undefined {
  return facts.calls
    .map((call) => importedCallee(facts, call))
    .find(
      (called) =>
        called !== null &&
        DRAWINGS.some(
          ({ specifier, names }) => specifier.test(called.specifier) && names.test(called.name),
        ),
    )?.specifier;
}

interface ImportedCallee {
  readonly specifier: string;
  readonly name: string;
}

/** `render()` of `import { render }`, and `ReactDOM.render()` of the whole module. */
function importedCallee({ bindings }: FileFacts, { callee }: CallFact): ImportedCallee | null {
  const root: Expression = callee.kind === 'member' ? callee.object : callee;
  if (root.kind !== 'name' || root.binding === null) return null;
  const source = bindings[root.binding]?.import;
  if (source === undefined) return null;
  const { specifier, imported } = source;
  if (callee.kind === 'name') return { specifier, name: imported };
  const isWhole = imported === 'default' || imported === '*';
  const member = callee.kind === 'member' ? callee.property : null;
  return isWhole && member !== null ? { specifier, name: member } : null;
}

/** Members that React calls only once a component is in a page. */
const AFTER_DRAWING = /^component(DidMount|DidUpdate|WillUnmount)$/;
const LOADS_ON_SERVER = /^(getInitialProps|fetchData|loadData)$/;

/** The member by which a class tells that it is a component of a page; none where a server loads its data. */
export function drawnMember({ classes, jsx }: FileFacts): string | undefined {
  if (!jsx) return undefined;
  const names = classes.flatMap(({ members }) => members.map(({ name }) => name ?? ''));
  return names.some((name) => LOADS_ON_SERVER.test(name))
    ? undefined
    : (names.find((name) => AFTER_DRAWING.test(name)) ?? undefined);
}
