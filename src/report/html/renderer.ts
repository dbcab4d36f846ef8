import { escapeControls } from '../../text/escape-controls.js';

/** What the templates of a report were compiled to; `io` reads it. */
export interface ReportPack {
  /** By name, in the form that the runtime of handlebars takes. */
  readonly templates: Readonly<Record<string, Specification>>;
  readonly assets: Assets;
}

/** What stands beside the templates. */
export interface Assets {
  readonly css: string;
  readonly script: string;
}

/** Renders a template by its name. */
export type Renderer = (template: string, view: unknown) => string;

/** What a template was compiled to. Whatever it prints goes through its container. */
interface Specification {
  readonly main: (container: Container, ...rest: unknown[]) => string;
}

interface Container {
  escapeExpression: (value: unknown) => string;
  /** Looks a field of a view up. */
  strict: (view: unknown, field: string) => unknown;
  /** Calls what is a function, of which views have none. */
  lambda: (value: unknown) => unknown;
}

/** The part of handlebars that is used; its own typings describe the compiler. */
interface Runtime {
  readonly escapeExpression: Container['escapeExpression'];
  create(): {
    template(specification: Specification): (view: unknown) => string;
    registerPartial(name: string, template: (view: unknown) => string): void;
  };
}

/**
 * Loads the runtime of handlebars only now: no other command waits for it. In one file it is there
 * in half the time.
 */
export async function rendererOf({ templates }: ReportPack): Promise<Renderer> {
  const loaded = (await import('handlebars/dist/handlebars.runtime.min.js')) as {
    default: Runtime;
  };
  const engine = loaded.default.create();
  const print = printer(loaded.default.escapeExpression);
  const compiled = new Map(
    Object.entries(templates).map(([name, specification]) => {
      const template = engine.template(printingBy(print, specification));
      engine.registerPartial(name, template);
      return [name, template];
    }),
  );
  return (name, view) => {
    const template = compiled.get(name);
    if (template === undefined) throw new Error(`There is no template "${name}"`);
    return template(view);
  };
}

/** Text of strangers: first what reorders or hides it is made visible, then HTML is escaped. */
function printer(escape: Container['escapeExpression']): Container['escapeExpression'] {
  const known = new Map<string, string>();
  return (value) => {
    if (typeof value !== 'string') return escape(value);
    if (!needsCare.test(value)) return value;
    const text = known.get(value) ?? escape(escapeControls(value));
    if (known.size < REMEMBERED) known.set(value, text);
    return text;
  };
}

/** What rules say comes again with every finding. */
const REMEMBERED = 1000;

/** What escaping changes, or may change, in a text: all but the plainest characters. */
const needsCare = /[^ !$%()*+,\-./0-9:;?@A-Z[\\\]^_a-z{|}~·]|^\s*::/;

const printingBy = (
  print: Container['escapeExpression'],
  specification: Specification,
): Specification => ({
  ...specification,
  main: (container, ...rest) => {
    container.escapeExpression = print;
    container.strict = fieldOf;
    container.lambda = (value) => value;
    return specification.main(container, ...rest);
  },
});

/** Views are plain data, so that nothing of what handlebars asks of other objects is needed. */
function fieldOf(view: unknown, field: string): unknown {
  const fields = view as Readonly<Record<string, unknown>>;
  if (!Object.hasOwn(fields, field)) throw new Error(`There is no field "${field}"`);
  return fields[field];
}
