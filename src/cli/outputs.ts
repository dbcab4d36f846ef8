import { InvalidArgumentError } from 'commander';
import type { Format } from '../index.js';
import { requireWritable, writePieces } from '../io/output-file.js';
import { escapeControls } from '../text/escape-controls.js';
import { KnownError } from '../text/known-error.js';
import { withoutCommands } from '../text/workflow-commands.js';
import { formatNames } from './format-names.js';
import { textOptions } from './terminal.js';

/** One form of a result, and the file it goes to; stdout where none is named. */
export interface Output {
  readonly format: Format;
  readonly file?: string;
}

/** Where results go, as commander hands it over. */
export interface OutputsFlags {
  readonly format?: readonly Output[];
  readonly output?: string;
  readonly quiet?: true;
}

/** Reads "sarif" or "sarif=out.sarif" after `--format`, which can be given several times. */
export function collectOutputs(value: string, earlier: readonly Output[] = []): Output[] {
  const [name = '', ...rest] = value.split('=');
  const format = formatNames.find((one) => one === name);
  if (format === undefined) {
    throw new InvalidArgumentError(`Allowed choices are ${formatNames.join(', ')}.`);
  }
  const file = rest.join('=');
  return [...earlier, file === '' ? { format } : { format, file }];
}

/** Whole documents: nothing else may stand before or after them. */
const documents: ReadonlySet<Format> = new Set(['json', 'sarif', 'gitlab', 'junit']);

/** What is to be written where. Fails before the long work where that cannot be done. */
export function outputsOf({ format = [{ format: 'text' }], output }: OutputsFlags): Output[] {
  const loose = format.filter(({ file }) => file === undefined);
  const isMixed = loose.length > 1 && loose.some((one) => documents.has(one.format));
  if (isMixed || (output !== undefined && loose.length !== 1)) {
    const names = loose.map((one) => one.format).join(' and ') || 'nothing';
    const target = output === undefined ? 'stdout' : `"${output}"`;
    const advice = 'Give each format its file: --format sarif=out.sarif --format text';
    throw new KnownError(`${names} cannot go to ${target} together`, advice, 2);
  }
  const outputs = format.map((one) =>
    one.file === undefined && output !== undefined ? { ...one, file: output } : one,
  );
  for (const { file } of outputs) if (file !== undefined) requireWritable(file);
  return outputs;
}

/** In pieces: the JSON of many calls takes more memory than finding them. */
type Render = (format: Format, options: ReturnType<typeof textOptions>) => Iterable<string>;

/** Writes a result in every form that was asked for, and says on stderr which files that are. */
export function deliverAll(
  outputs: readonly Output[],
  render: Render,
  { inShort, quiet }: { readonly inShort: string; readonly quiet?: true | undefined },
): void {
  for (const { format, file } of outputs) {
    if (file === undefined)
      toStdout(format, [...render(format, textOptions(process.stdout, process.env))].join(''));
    else writePieces(file, render(format, textOptions({ isTTY: false }, process.env)));
  }
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [file]));
  if (files.length > 0 && quiet !== true) {
    process.stderr.write(
      `${inShort}, written to ${files.map((file) => escapeControls(file)).join(', ')}\n`,
    );
  }
}

/** Workflow commands are what the format for GitHub is about; in no other may any stand. */
function toStdout(format: Format, text: string): void {
  const isRead = process.env['GITHUB_ACTIONS'] === 'true' || process.env['TF_BUILD'] === 'True';
  process.stdout.write(isRead && format !== 'github' ? withoutCommands(text) : text);
}
