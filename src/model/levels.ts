/** Kept apart from the schemas, which are slow to load: these are asked for at run time. */

/** The levels of SARIF, the worst first. */
export const severities = ['error', 'warning', 'note'] as const;

/**
 * Who waits for what a subject does, the most urgent first: somebody whose request is being
 * answered, a queue or a schedule, nobody in particular (scripts, start-up), one user at a browser.
 */
export const reaches = ['request', 'worker', 'script', 'browser'] as const;

/** How grave a finding is. */
export type Severity = (typeof severities)[number];
/** Who waits for what a subject does. */
export type Reach = (typeof reaches)[number];
