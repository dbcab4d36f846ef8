import { fixTemplates } from '../../io/shipped-runtime.js';

/** Renders a template of `templates/fix` by its name. */
export type Render = (
  template: 'header' | 'policy' | 'fallback' | 'health',
  view: object,
) => string;

interface Pack {
  readonly templates: Readonly<Record<string, unknown>>;
}

/** The part of handlebars that is used; its own typings describe the compiler. */
interface Runtime {
  template(specification: unknown): (view: object) => string;
}

/** Loads what renders code; no other command waits for it. */
export async function loadRender(): Promise<Render> {
  const loaded = (await import('handlebars/dist/handlebars.runtime.min.js')) as {
    default: Runtime;
  };
  const { templates } = await fixTemplates<Pack>();
  return (name, view) => loaded.default.template(templates[name])(view);
}
