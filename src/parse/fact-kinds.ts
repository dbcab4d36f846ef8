/** How the value of a call is used by the expression or statement around it. */
export type CallUse =
  | 'await'
  | 'return'
  | 'yield'
  | 'statement'
  | 'argument'
  /** Receiver of a further member access: a chain goes on. */
  | 'receiver'
  | 'variable'
  | 'iterated'
  | 'other';

/** What declares a name. */
export type BindingKind =
  | 'import'
  | 'variable'
  | 'parameter'
  | 'function'
  | 'class'
  | 'enum'
  | 'catch'
  | 'interface'
  | 'alias'
  | 'namespace'
  | 'typeParameter';
