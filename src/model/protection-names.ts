/** What a call can be protected by, in the order in which it is told. */
export const protectionNames = ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback'] as const;
