import { posix } from 'node:path';
import semver from 'semver';
import { ts } from 'ts-morph';
import { isRecord } from '../../text/record.js';

/** Since then a function keeps what is known of a parameter that nothing is assigned to any more. */
const REMEMBERS_SINCE = '5.4.0';

/** Whether the compiler that is installed for a configuration is older than that. */
export function forgetsNarrowing(config: string): boolean {
  for (let folder = posix.dirname(config); ; folder = posix.dirname(folder)) {
    const text = ts.sys.readFile(posix.join(folder, 'node_modules/typescript/package.json'));
    const manifest: unknown = text === undefined ? null : JSON.parse(text);
    if (isRecord(manifest) && typeof manifest['version'] === 'string')
      return semver.lt(manifest['version'], REMEMBERS_SINCE);
    if (folder === posix.dirname(folder)) return false;
  }
}

/** From the first to the last character that comes to stand in a function. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether a span uses a parameter or a variable from outside of it as something narrower than it is. */
export function usesNarrowed(program: ts.Program, path: string, span: Span): boolean {
  const source = program.getSourceFile(path);
  if (source === undefined) return false;
  const checker = program.getTypeChecker();
  const visit = (node: ts.Node): boolean => {
    if (node.end <= span.start || node.pos >= span.end) return false;
    if (!ts.isIdentifier(node)) return ts.forEachChild(node, visit) ?? false;
    return node.getStart(source) >= span.start && isNarrowed(node, { checker, span });
  };
  return visit(source);
}

interface Asked {
  readonly checker: ts.TypeChecker;
  readonly span: Span;
}

function isNarrowed(name: ts.Identifier, { checker, span }: Asked): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  const declared = symbol?.valueDeclaration;
  if (symbol === undefined || declared === undefined || !canBeAssigned(declared)) return false;
  if (declared.pos >= span.start && declared.end <= span.end) return false;
  const here = checker.typeToString(checker.getTypeAtLocation(name));
  return here !== checker.typeToString(checker.getTypeOfSymbol(symbol));
}

const canBeAssigned = (node: ts.Declaration): boolean =>
  ts.isParameter(node) ||
  (ts.isVariableDeclaration(node) && (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) === 0);
