/** The path is the same seen from `src/io` and from `dist/io`. */
const packUrl = new URL('../../templates/compiled.mjs', import.meta.url);

/** The compiled templates of the report, with its looks and script; the report knows their form. */
export async function reportPack<Pack>(): Promise<Pack> {
  return (await import(packUrl.href)) as Pack;
}
