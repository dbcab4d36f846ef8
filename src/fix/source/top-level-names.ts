import { unwrapped, type Node } from '../../parse/ast.js';

/** Names that are declared or imported at the top of a file. */
export function topLevelNames(program: Node): ReadonlySet<string> {
  const body = program.type === 'Program' ? program.body : [];
  return new Set(body.flatMap(declaredNames));
}

function declaredNames(statement: Node): readonly string[] {
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration == null ? [] : declaredNames(statement.declaration);
  if (statement.type === 'ImportDeclaration')
    return statement.specifiers.map(({ local }) => local.name);
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id }) => {
    const name = unwrapped(id);
    return name.type === 'Identifier' ? [name.name] : [];
  });
}
