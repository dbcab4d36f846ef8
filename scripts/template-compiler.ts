import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

/** In the order of the page; what is said of narrow windows and paper overrules the rest. */
const STYLES = [
  'palette',
  'page',
  'verdict',
  'actions',
  'disclosure',
  'areas',
  'tables',
  'graph',
  'findings',
  'plan',
  'narrow',
  'paper',
] as const;

/** What was written. */
interface Written {
  readonly templates: number;
  readonly bytes: number;
}

/**
 * Compiles the templates of the report with its looks and script into one module, so that only the
 * runtime of handlebars is needed later. Strict: a field that a view lacks is an error.
 */
export function writeReportPack(root: string): Written {
  const folder = join(root, 'templates/report');
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.hbs'))
    .sort();
  const places = new Places();
  const entries = names.map((file) => {
    const compiled = Handlebars.precompile(withPartials(withoutIndents(read(file)), read), {
      strict: true,
      knownHelpersOnly: true,
      preventIndent: true,
    }) as string;
    return `  ${JSON.stringify(file.replace('.hbs', ''))}: ${places.takenOut(compiled)},`;
  });
  const styles = STYLES.map((name) => read(`styles/${name}.css`)).join('\n');
  const assets = { css: withoutComments(styles), script: read('report.js') };
  const text = [
    '// Made from templates/report by scripts/compile-templates.ts.',
    `const at = [${places.all.join(', ')}];`,
    'export const templates = {',
    ...entries,
    '};',
    `export const assets = ${JSON.stringify(assets, null, 2)};`,
    '',
  ].join('\n');
  writeFileSync(join(root, 'templates/compiled.mjs'), text);
  return { templates: names.length, bytes: Buffer.byteLength(text) };
}

/** Compiles what codemods insert. It is source code, which is not escaped as HTML is. */
export function writeFixPack(root: string): void {
  const folder = join(root, 'templates/fix');
  const entries = readdirSync(folder)
    .filter((file) => file.endsWith('.hbs'))
    .sort()
    .map((file) => {
      const template = readFileSync(join(folder, file), 'utf8');
      const compiled = Handlebars.precompile(template, {
        strict: true,
        knownHelpersOnly: true,
        noEscape: true,
      }) as string;
      return `  ${JSON.stringify(file.replace('.hbs', ''))}: ${compiled},`;
    });
  const text = [
    '// Made from templates/fix by scripts/compile-templates.ts.',
    'export const templates = {',
    ...entries,
    '};',
    '',
  ].join('\n');
  writeFileSync(join(root, 'templates/compiled-fix.mjs'), text);
}

/** A partial without arguments says the same in its place, and no finding has to call it. */
const withPartials = (template: string, read: (file: string) => string): string =>
  template.replaceAll(/\{\{> ([\w-]+)\}\}/g, (_, name: string) =>
    withPartials(withoutIndents(read(`${name}.hbs`)), read),
  );

/** Where things stand in templates, which only errors tell: made once, not at each look-up. */
class Places {
  readonly all: string[] = [];

  takenOut(compiled: string): string {
    const place = /\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/g;
    return compiled.replaceAll(place, (text) => `at[${this.#indexOf(text)}]`);
  }

  #indexOf(place: string): number {
    const known = this.all.indexOf(place);
    return known === -1 ? this.all.push(place) - 1 : known;
  }
}

/** Indentation is for readers of the template; code frames have none. */
const withoutIndents = (template: string): string => template.replaceAll(/^[ \t]+/gm, '');

const withoutComments = (css: string): string =>
  css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\n\s*/g, '\n')
    .trim();
