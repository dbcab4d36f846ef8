import type { Assessment } from '../../model/assessment.js';
import { countOf, grouped } from '../../text/count-of.js';
import { printableJson } from '../../text/printable-json.js';
import { shownFindings } from '../shown-findings.js';
import { Anchors } from './anchors.js';
import { bodyView, type PackagePage, type PageLink, type Surroundings } from './body.js';
import { factsOf, packageTitle } from './facts.js';
import { contextOf, listView, ON_A_PAGE } from './findings.js';
import type { ReportInput } from './input.js';
import { pageOf, type AssetsUse } from './page.js';
import { rendererOf, type Renderer, type ReportPack } from './renderer.js';

/** One file of a report; its path is relative to the folder of the first. */
export interface ReportFile {
  readonly path: string;
  readonly text: string;
}

/** How a report is laid out. */
export interface ReportLayout {
  /** Name of the first page, "report.html". */
  readonly file: string;
  readonly assets: AssetsUse['kind'];
  /** Each package as an assessment of its own, for a page each; empty for one page in all. */
  readonly packages: readonly { readonly dir: string; readonly assessment: Assessment }[];
}

/** JSON above this size would be most of the page; so many calls and findings are above it anyway. */
const LARGEST_ISLAND = 2 * 1024 * 1024;
const MOST_IN_ISLAND = 4000;

/** An assessment as pages for people; the first one is where to begin. */
export async function reportHtml(
  input: ReportInput,
  layout: ReportLayout,
  pack: ReportPack,
): Promise<readonly ReportFile[]> {
  const maker: Maker = { render: await rendererOf(pack), assets: pack.assets, kind: layout.assets };
  const stem = layout.file.replace(/\.html?$/i, '');
  const pages = packagePages(input, layout, `${stem}-packages`);
  const home = { href: `../${layout.file}`, title: input.title };
  return [
    ...reportPages(maker, { input, path: layout.file, home: null, packages: pages }),
    ...pages.flatMap(({ href, title, assessment }) =>
      reportPages(maker, {
        input: { ...ownInput(input, assessment), title },
        path: href,
        home,
        packages: [],
      }),
    ),
    ...(layout.assets === 'linked'
      ? [
          { path: 'report.css', text: pack.assets.css },
          { path: 'report.js', text: pack.assets.script },
        ]
      : []),
  ];
}

/** History and comparison are those of the repository. */
const ownInput = ({ today, rules, codemods }: ReportInput, assessment: Assessment) => ({
  ...{ assessment, today, rules, codemods, history: [] },
});

function packagePages({ assessment }: ReportInput, layout: ReportLayout, folder: string) {
  const names = new Anchors();
  return layout.packages.map((one): PackagePage => {
    const title = packageTitle(assessment, one.dir);
    const name = names.of('package', one.dir === '.' ? 'root' : one.dir).replace('package-', '');
    return { href: `${folder}/${name}.html`, title, ...one };
  });
}

interface Maker {
  readonly render: Renderer;
  readonly assets: ReportPack['assets'];
  readonly kind: AssetsUse['kind'];
}

interface Wanted {
  readonly input: ReportInput;
  readonly path: string;
  readonly home: PageLink | null;
  readonly packages: readonly PackagePage[];
}

/** A page, and those with the findings that it has no room for. */
function reportPages(maker: Maker, { input, path, home, packages }: Wanted): ReportFile[] {
  const { assessment, title } = input;
  const parts = packages.length > 0 ? [] : partsOf(shownFindings(assessment).length, path);
  const island = islandOf(assessment);
  const around: Surroundings = {
    ...{ home, packages },
    more: parts.map((part) => ({ href: fileName(part.path), title: part.title })),
    islandWords: island.words,
  };
  const made = { title: `${title} · resilience report`, generator: generatorOf(assessment) };
  const use = { assets: maker.assets, kind: maker.kind, base: path.includes('/') ? '../' : '' };
  const first = pageOf(
    maker.render,
    { ...made, template: 'body', view: bodyView(input, around), island: island.json },
    use,
  );
  return [
    { path, text: first },
    ...parts.map((part) => ({
      path: part.path,
      text: pageOf(
        maker.render,
        { ...made, template: 'part', view: partView(input, part, path), island: null },
        use,
      ),
    })),
  ];
}

const generatorOf = ({ tool }: Assessment): string => `${tool.name} ${tool.version}`;

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

interface FurtherPart extends PageLink {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Findings beyond the first page, so many on each. */
function partsOf(total: number, path: string): FurtherPart[] {
  const parts: FurtherPart[] = [];
  for (let from = ON_A_PAGE; from < total; from += ON_A_PAGE) {
    const to = Math.min(total, from + ON_A_PAGE);
    const file = path.replace(/(\.html?)?$/i, `-findings-${parts.length + 2}.html`);
    const title = `${grouped(from + 1)} to ${grouped(to)}`;
    parts.push({ path: file, href: fileName(file), title, from, to });
  }
  return parts;
}

function partView(input: ReportInput, part: FurtherPart, path: string) {
  const { assessment, title } = input;
  const all = shownFindings(assessment);
  const context = contextOf(factsOf(assessment), input, new Anchors());
  return {
    title,
    home: { href: fileName(path), title: 'The report' },
    from: grouped(part.from + 1),
    to: grouped(part.to),
    total: countOf(all.length, 'finding'),
    list: listView(all, context, part),
  };
}

/** The assessment as JSON where it fits, and what is said of it. */
function islandOf(assessment: Assessment): { json: string | null; words: string } {
  const { calls, findings } = assessment;
  const json = calls.length + findings.length > MOST_IN_ISLAND ? null : printableJson(assessment);
  return json === null || json.length > LARGEST_ISLAND
    ? {
        json: null,
        words:
          'The assessment would be most of this page and is not part of it; "resilint scan --format json" writes it.',
      }
    : {
        json,
        words: `All that this page was made from stands in it as JSON (${grouped(Math.round(json.length / 1024))} KiB), in the script element "assessment".`,
      };
}
