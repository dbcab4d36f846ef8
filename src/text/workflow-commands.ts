/**
 * Output that a CI system reads line by line for commands (`::error::`, `##[error]`, `##vso[…]`), with
 * those broken that text of strangers may hold.
 */
export const withoutCommands = (text: string): string =>
  text.replaceAll(/^(\s*):(?=:)/gm, '$1\\:').replaceAll(/##(?=\[|vso\[)/g, '#\\#');
