import type { Convention } from '../../model/catalog-entry.js';

/** The route that the path of a file stands for: "users/[id]" is "/users/:id". */
export function fileRoute(path: string, spelling: Convention['spelling']): string {
  const segments = spelling === 'brackets' ? bracketed(path) : dollared(path);
  return `/${segments.filter((one) => one !== '').join('/')}`;
}

/** Groups and slots arrange files, and are no part of the route. */
const ARRANGES = /^(\(.*\)|@.*|index)$/;

const bracketed = (path: string): readonly string[] =>
  path
    .split('/')
    .filter((segment) => !ARRANGES.test(segment))
    .map((segment) =>
      segment
        .replaceAll(/\[\[?\.\.\.([^\]]*)\]\]?/g, '*$1')
        .replaceAll(/\[\[([^\]]*)\]\]/g, ':$1?')
        .replaceAll(/\[([^\]]*)\]/g, ':$1'),
    );

/** A point stands for a slash, unless it is in brackets. */
const LITERAL_POINT = /\[\.\]/g;
const HELD = '\0';

const dollared = (path: string): readonly string[] =>
  path
    .replace(/(^|\/)(route|index)$/, '')
    .replaceAll(LITERAL_POINT, HELD)
    .split(/[./]/)
    .filter((segment) => !segment.startsWith('_'))
    .map((segment) =>
      segment
        .replaceAll(HELD, '.')
        .replace(/_$/, '')
        .replace(/^\((.*)\)$/, '$1?')
        .replace(/^\$$/, '*')
        .replace(/^\$/, ':'),
    );
