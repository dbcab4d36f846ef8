const PLACEHOLDER = /\$\{([^}]*)\}/;

/** Names stand in front; what follows may be of any length. */
const LONGEST_ADDRESS = 2_000;

/**
 * The name in an address: the host of a URL, the environment variable or key it starts with, the
 * last path segment of a queue URL's kind is left to the host. Null for paths and empty text.
 */
export function addressName(address: string): string | null {
  const text = address.slice(0, LONGEST_ADDRESS);
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(text);
  const host = url?.[1];
  if (host !== undefined) return hostName(host);
  const first = PLACEHOLDER.exec(text);
  if (first !== null && first.index === 0) return first[1] === '' ? null : (first[1] ?? null);
  if (text === '' || text.startsWith('/') || text.startsWith('.')) return null;
  return /^[\w.:@-]+$/.test(text) && /\w/.test(text) ? text : null;
}

/** `https://docs.example.com${path}.md`: what follows a whole name begins the path. */
const WHOLE_NAME = /^([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})\$\{[^}]*\}(?!\.[\w-]+\.|\$)/i;

function hostName(given: string): string | null {
  const host = WHOLE_NAME.exec(given)?.[1] ?? given;
  const placeholder = PLACEHOLDER.exec(host);
  if (placeholder !== null) {
    const [, name] = placeholder;
    const known = host.replaceAll(/^\$\{[^}]*\}\.?|\$\{[^}]*\}/g, '');
    return name !== undefined && name !== ''
      ? name
      : known === '' || !/[a-z]/i.test(known)
        ? null
        : known;
  }
  return host.replace(/:(80|443)$/, '').toLowerCase();
}
