/** A package as an import spells it, with the version that stands there. */
export interface AskedPackage {
  readonly name: string;
  readonly subpath: string;
  readonly version?: string;
}

/** `@scope/name/sub/path`, `name/sub/path` and, of what is generated, `.prisma/client`, in parts. */
const PACKAGE = /^(?:npm:|jsr:\/?)?((?:[@.][^/@]+\/)?[^/@#~]+)(?:@([^/]*))?(?:\/(.*))?$/;
/** `https://esm.sh/@scope/name@2?target=deno`: what Deno and browsers load packages from. */
const SERVED =
  /^https:\/\/(?:esm\.sh|cdn\.skypack\.dev|unpkg\.com|esm\.run|cdn\.jsdelivr\.net\/npm)\/(?:(?:v\d+|stable)\/)?([^?]+)/;
/** `https://deno.land/std@0.168.0/http/server.ts`, and what others publish there. */
const DENO = /^https:\/\/(deno\.land\/(?:std|x\/[^/@]+))(?:@[^/]*)?\/([^?]*)/;
/** `https://…`, `virtual:…`: served by a loader, no package. */
const ADDRESS = /^(https?|file|data|virtual|bun):/;
const EXACT = /^\d+\.\d+\.\d+$/;

/** The package that an import asks for; undefined for what is none. */
export function askedPackage(specifier: string): AskedPackage | undefined {
  const [, module, path = ''] = DENO.exec(specifier) ?? [];
  if (module !== undefined) return { name: module, subpath: path };
  const [, plain = specifier] = SERVED.exec(specifier) ?? [];
  const [, name, version = '', subpath = ''] = PACKAGE.exec(plain) ?? [];
  if (name === undefined || ADDRESS.test(plain)) return undefined;
  return { name, subpath, ...(EXACT.test(version) && { version }) };
}
