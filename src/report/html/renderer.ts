/** What the templates of a report were compiled to; `io` reads it. */
export interface ReportPack {
  /** By name, in the form that the runtime of handlebars takes. */
  readonly templates: Readonly<Record<string, unknown>>;
  readonly assets: Assets;
}

/** What stands beside the templates. */
export interface Assets {
  readonly css: string;
  readonly script: string;
}

/** Renders a template by its name. */
export type Renderer = (template: string, view: unknown) => string;

/** The part of handlebars that is used; its own typings describe the compiler. */
interface Runtime {
  create(): {
    template(specification: unknown): (view: unknown) => string;
    registerPartial(name: string, template: (view: unknown) => string): void;
  };
}

/** Loads the runtime of handlebars only now: no other command waits for it. */
export async function rendererOf({ templates }: ReportPack): Promise<Renderer> {
  const loaded = (await import('handlebars/runtime.js')) as unknown as { default: Runtime };
  const engine = loaded.default.create();
  const compiled = new Map(
    Object.entries(templates).map(([name, specification]) => {
      const template = engine.template(specification);
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
