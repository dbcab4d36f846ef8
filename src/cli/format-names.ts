import type { Format } from '../index.js';

/** A mapping, so that a format that is missing here is a type error; help waits for no report. */
const all: Readonly<Record<Format, true>> = {
  text: true,
  json: true,
  sarif: true,
  github: true,
  gitlab: true,
  junit: true,
  markdown: true,
  agent: true,
};

/** What `--format` takes. */
export const formatNames = Object.keys(all) as readonly Format[];
