/** What a path of a service answers: whether it lives, or whether it can take work. */
export type ProbeKind = 'health' | 'readiness';

const READY = /^_*(ready|readyz|readiness|readiness[-_]?check|is[-_]?ready)$/i;
const HEALTH =
  /^_*(health|healthz|health[-_]?checks?|healthy|livez|liveness|liveness[-_]?check|alive|heartbeat|lbheartbeat|ping)_*$/i;
/** Words that mean a probe only below a path that does. */
const BELOW =
  /^(live|alive|startup|started|check|checks|status|deep|full|detailed|details|basic|simple)$/i;

/** What a path is for, by its last words; null for any other path, and for those with parameters. */
export function probeKind(path: string): ProbeKind | null {
  if (/[:*{}[\]$()?]/.test(path)) return null;
  const segments = path.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  if (READY.test(last)) return 'readiness';
  if (HEALTH.test(last)) return 'health';
  return BELOW.test(last) && HEALTH.test(segments.at(-2) ?? '') ? 'health' : null;
}

/** Whether two paths are the same, or one is the other below a prefix. */
export function isSamePath(one: string, other: string): boolean {
  const [short, long] = [normal(one), normal(other)].toSorted((a, b) => a.length - b.length);
  return short !== undefined && short !== '' && `/${long ?? ''}`.endsWith(`/${short}`);
}

const normal = (path: string): string => path.replace(/^\/+|\/+$/g, '').toLowerCase();
