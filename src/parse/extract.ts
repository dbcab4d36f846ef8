import type { Node, NodeOf } from './ast.js';
import { readAssignment, readDeclarator } from './assignments.js';
import { readCall } from './calls.js';
import { readClass } from './classes.js';
import { readElement } from './elements.js';
import {
  readDefaultExport,
  readExportAll,
  readExportAssignment,
  readNamedExport,
} from './exports.js';
import type { FileFacts } from './facts.js';
import { readFunction, readReturn, readSignature, readYield } from './functions.js';
import { readImport, readImportEquals } from './imports.js';
import { lineStartsOf } from './lines.js';
import { readCase, readStatement } from './statements.js';
import { survey, type ChildKeys } from './survey.js';
import type { Tables, Visit } from './tables.js';
import { readAlias, readEnum, readInterface, readTypeParameter } from './type-declarations.js';

type Readers = {
  readonly [T in Node['type']]?: (visit: Visit<NodeOf<T>>, tables: Tables) => void;
};

/** Second pass: what each node says. */
const readers: Readers = {
  FunctionDeclaration: readFunction,
  FunctionExpression: readFunction,
  ArrowFunctionExpression: readFunction,
  TSDeclareFunction: readSignature,
  ReturnStatement: (visit, tables) => {
    readReturn(visit, tables);
    readStatement(visit, tables);
  },
  YieldExpression: readYield,
  ClassDeclaration: readClass,
  ClassExpression: readClass,
  CallExpression: readCall,
  NewExpression: readCall,
  TaggedTemplateExpression: readCall,
  ImportExpression: readCall,
  VariableDeclarator: readDeclarator,
  AssignmentExpression: (visit, tables) => {
    readAssignment(visit, tables);
    readStatement(visit, tables);
  },
  TryStatement: readStatement,
  ForStatement: readStatement,
  ForInStatement: readStatement,
  ForOfStatement: readStatement,
  WhileStatement: readStatement,
  DoWhileStatement: readStatement,
  IfStatement: readStatement,
  AwaitExpression: readStatement,
  SwitchCase: readCase,
  ThrowStatement: readStatement,
  BreakStatement: readStatement,
  ContinueStatement: readStatement,
  UpdateExpression: readStatement,
  ImportDeclaration: readImport,
  TSImportEqualsDeclaration: readImportEquals,
  TSImportType: ({ node }, tables) => {
    tables.request(node.source.value, true);
  },
  ExportNamedDeclaration: readNamedExport,
  ExportDefaultDeclaration: readDefaultExport,
  ExportAllDeclaration: readExportAll,
  TSExportAssignment: readExportAssignment,
  TSInterfaceDeclaration: readInterface,
  TSTypeAliasDeclaration: readAlias,
  TSTypeParameter: readTypeParameter,
  TSEnumDeclaration: readEnum,
  JSXElement: readElement,
  JSXFragment: readElement,
};

function read(visit: Visit, tables: Tables): void {
  // The table is keyed by the node's own type, which the compiler cannot follow.
  const reader = readers[visit.node.type] as ((visit: Visit, tables: Tables) => void) | undefined;
  reader?.(visit, tables);
}

const READ: ReadonlySet<string> = new Set(Object.keys(readers));

export interface ParsedSource {
  readonly file: string;
  readonly text: string;
  readonly program: NodeOf<'Program'>;
  readonly childKeys: ChildKeys;
}

/** The facts of a syntax tree, in two passes: names first, since they may be used before. */
export function extractFacts({ file, text, program, childKeys }: ParsedSource): FileFacts {
  const tables = survey({ program, childKeys, wanted: READ });
  for (const visit of tables.visits) read(visit, tables);
  return {
    file,
    directives: program.body.flatMap((statement) =>
      'directive' in statement && statement.directive ? [statement.directive] : [],
    ),
    requests: [...tables.requests.values()],
    exports: tables.exports,
    bindings: tables.bindings,
    functions: tables.functions,
    classes: complete(tables.classes),
    calls: complete(tables.calls),
    writes: tables.writes,
    statements: tables.statements,
    jsx: tables.jsx,
    elements: tables.elements.toSorted((one, other) => one.start - other.start),
    lineStarts: lineStartsOf(text),
  };
}

/** Facts refer to each other by position, so a gap would shift every one after it. */
function complete<T>(facts: readonly (T | undefined)[]): readonly T[] {
  return facts.map((fact, position) => {
    if (fact === undefined) throw new Error(`fact ${position} of this file was never read`);
    return fact;
  });
}
