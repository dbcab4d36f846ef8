/** The path is the same seen from `src/io` and from `dist/io`. */
const packUrl = new URL('../../templates/compiled.mjs', import.meta.url);

/** The compiled templates of the report, with its looks and script. */
export async function reportPack(): Promise<{
  readonly templates: Readonly<Record<string, unknown>>;
  readonly assets: { readonly css: string; readonly script: string };
}> {
  return (await import(packUrl.href)) as Awaited<ReturnType<typeof reportPack>>;
}
