import { sha256Base64 } from '../../text/sha256.js';
import type { Assets, Renderer } from './renderer.js';

/** How a page comes by its looks and its script. */
export interface AssetsUse {
  readonly assets: Assets;
  /** Linked: for servers whose policy forbids what stands in the page. */
  readonly kind: 'inline' | 'linked';
  /** From the page to the folder of the assets: "" or "../". */
  readonly base: string;
}

/** One page, without what surrounds it. */
export interface PageContent {
  readonly template: 'body' | 'part';
  readonly title: string;
  readonly generator: string;
  readonly view: unknown;
  /** JSON for programs that read the page; null where it is left out. */
  readonly island: string | null;
}

/**
 * A whole page. Looks, script and JSON are ours and stand outside of the templates, so that these
 * escape everything.
 */
export function pageOf(render: Renderer, content: PageContent, use: AssetsUse): string {
  const { template, title, generator, view, island } = content;
  const head = render('head', { csp: policyOf(use), title, generator });
  return [
    `<!doctype html>\n<html lang="en">\n<head>\n${head}${styleOf(use)}\n</head>\n<body>\n`,
    render(template, view),
    island === null ? '' : islandOf(island),
    use.kind === 'inline' ? `<script>${use.assets.script}</script>\n` : '',
    '</body>\n</html>\n',
  ].join('');
}

/** Nothing is loaded, sent or framed, and only what the page was made with runs. */
function policyOf({ kind, assets }: AssetsUse): string {
  const [style, script] =
    kind === 'linked'
      ? ["'self'", "'self'"]
      : [assets.css, assets.script].map((text) => `'sha256-${sha256Base64(text)}'`);
  return `default-src 'none'; style-src ${style}; script-src ${script}; img-src data:; base-uri 'none'; form-action 'none'`;
}

const styleOf = ({ kind, assets, base }: AssetsUse): string =>
  kind === 'inline'
    ? `<style>${assets.css}</style>`
    : `<link rel="stylesheet" href="${base}report.css">\n<script src="${base}report.js" defer></script>`;

/** No browser finds the end of a script in it. */
const islandOf = (json: string): string =>
  `<script type="application/json" id="assessment">${json.replaceAll('<', '\\u003c')}</script>\n`;
