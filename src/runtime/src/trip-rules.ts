/** Trip rules that compare failures with chance, or with what is usual. */
export { betaBinomial, type BetaBinomialOptions } from './breaker/rules/beta-binomial.js';
export { errorBaseline, type ErrorBaselineOptions } from './breaker/rules/error-baseline.js';
export { ewma, type EwmaOptions } from './breaker/rules/ewma.js';
export { spc, type SpcOptions } from './breaker/rules/spc.js';
