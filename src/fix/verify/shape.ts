import { ts } from 'ts-morph';

const ALL = ts.TypeFormatFlags.NoTruncation;

/** What files that import another one see of it: its exports with their types. */
export function shapeOf(program: ts.Program, path: string): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  // What is no module is seen by all as it stands.
  if (source === undefined || module === undefined) return source?.text ?? '';
  return checker
    .getExportsOfModule(module)
    .map((one) => `${one.name}: ${typeText(one, { checker, source })}`)
    .join('\n');
}

interface Asked {
  readonly checker: ts.TypeChecker;
  readonly source: ts.SourceFile;
}

/** The type of an export; what is declared in the file itself by its members, not by its name. */
function typeText(symbol: ts.Symbol, asked: Asked): string {
  const { checker, source } = asked;
  const type = checker.getTypeOfSymbolAtLocation(symbol, source);
  const own = (symbol.declarations ?? []).find(
    (one) => ts.isClassDeclaration(one) && one.getSourceFile() === source,
  );
  const text = checker.typeToString(type, source, ALL);
  if (own === undefined) return text;
  const instance = checker.getDeclaredTypeOfSymbol(symbol);
  const members = [...type.getProperties(), ...instance.getProperties()].map(
    (one) => `${one.name}: ${checker.typeToString(checker.getTypeOfSymbol(one), source, ALL)}`,
  );
  const makers = type
    .getConstructSignatures()
    .map((one) => checker.signatureToString(one, source, ALL));
  return [text, ...makers, ...members].join('; ');
}
