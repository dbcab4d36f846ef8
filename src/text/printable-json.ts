/** What JSON leaves as it is and a terminal would act on. */
const unprintable = /[\x7f-\x9f\p{Cf}\u2028\u2029]/gu;

/** A value as JSON that is harmless when a terminal or the log of a CI system shows it. */
export const printableJson = (value: unknown, indent = 0): string =>
  JSON.stringify(value, null, indent)
    .replaceAll(unprintable, escapeUnits)
    // What follows would be a command for the agents of GitHub and Azure.
    .replaceAll(/##(?=\[|vso\[)/g, '#\\u0023');

function escapeUnits(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index++) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
