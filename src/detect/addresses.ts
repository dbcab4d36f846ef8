const PLACEHOLDER = /\$\{([^}]*)\}/;

/** Names stand in front; what follows may be of any length. */
const LONGEST_ADDRESS = 2_000;

/**
 * The name in an address: the host of a URL, the environment variable or key it starts with, the
 * last path segment of a queue URL's kind is left to the host. Null for paths and empty text.
 */
export function addressName(address: string): string | null {
  const text = address.slice(0, LONGEST_ADDRESS);
  const url = /^(?:[a-z][a-z0-9+.-]*|\$\{[^}]*\}):\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(text);
  const host = url?.[1];
  if (host !== undefined) return hostName(host);
  const first = PLACEHOLDER.exec(text);
  if (first !== null && first.index === 0) return telling(first[1]);
  if (text === '' || text.startsWith('/') || text.startsWith('.')) return null;
  return /^[\w.:@-]+$/.test(text) ? telling(text) : null;
}

/** Words that stand where nothing is known, and variables that hold no address. */
const SAYS_NOTHING =
  /^(unknown|undefined|null|none|nil|n\/?a|default|true|false|todo|xxx+|(?:\w+_)?port|node_env|protocol|scheme)$/i;

/** A name that tells what is called: a number, or the word for "not known", tells nothing. */
function telling(name = ''): string | null {
  const isAddress = /[a-z]/i.test(name) || /^\d+(\.\d+){3}/.test(name);
  return isAddress && !SAYS_NOTHING.test(name) ? name : null;
}

/** `https://docs.example.com${path}.md`: what follows a whole name begins the path. */
const WHOLE_NAME = /^([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})\$\{[^}]*\}(?!\.[\w-]+\.|\$)/i;

/** A port that a variable holds does not tell the host. */
const VARIABLE_PORT = /^([^$]+|\$\{[^}]*\}):\$\{[^}]*\}$/;

function hostName(given: string): string | null {
  const named = VARIABLE_PORT.exec(given)?.[1] ?? given;
  const host = WHOLE_NAME.exec(named)?.[1] ?? named;
  const placeholder = PLACEHOLDER.exec(host);
  if (placeholder !== null) {
    const [, name] = placeholder;
    const known = host.replaceAll(/^\$\{[^}]*\}\.?|\$\{[^}]*\}/g, '');
    return telling(name) ?? telling(known);
  }
  return host.replace(/:(80|443)$/, '').toLowerCase();
}
