import { carried } from '../fallback/carried-failures.js';
import type { Judging } from '../judging.js';
import { surroundings } from './surroundings.js';
import type { Surveyor } from './surveyor.js';
import { parameterLayers } from './wrappers.js';

/** Surveys with everything that is known to surround calls. */
export const surveyOf = (judging: Judging): Surveyor => ({
  around: (point, from) => surroundings(judging, point, from),
  handedIn: (point, index) => carried(judging, point, parameterLayers(judging, point, index)),
});
