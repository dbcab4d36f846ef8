import type { Maturity } from './maturity.js';

/** The maturity of an assessment that has not been scored yet. */
export const unscored: Maturity = {
  score: null,
  scoreUpTo: null,
  level: null,
  levelUpTo: null,
  areas: [],
  levels: [],
  recommendations: [],
  packages: [],
  owners: [],
  apart: [],
  indicators: [],
};
