import type { Service } from '../model/assessment.js';
import type { OpenStatus, PracticeName, PracticeStatus } from '../model/metrics.js';
import type { Facts } from './facts.js';

/** Whether a service has a practice: as its sources show, else as the configuration declares. */
export function practiceStatus(
  service: Service,
  practice: PracticeName,
  facts: Facts,
): PracticeStatus | OpenStatus {
  const shown = service[practice]?.status ?? 'uncollected';
  return shown !== 'yes' && isDeclared(service, practice, facts) ? 'declared' : shown;
}

function isDeclared(
  { dir }: Service,
  practice: PracticeName,
  { declared: { practices = [], slos = [] }, nameOf }: Facts,
): boolean {
  const isMeant = ({ service }: { readonly service?: string | undefined }): boolean =>
    service === undefined || service === dir || service === nameOf.get(dir);
  return (
    practices.some((one) => one.practice === practice && isMeant(one)) ||
    (practice === 'slo' && slos.some(isMeant))
  );
}
