import { fixed, planned, type Fixed } from './fixed.js';

type Files = Readonly<Record<string, string>>;

/** The text of a package.json that asks for these packages. */
export const packageOf = (...packages: readonly string[]): string =>
  JSON.stringify({
    ...{ name: 'a', type: 'module' },
    dependencies: Object.fromEntries(packages.map((name) => [name, '*'])),
  });

/** The findings that a codemod answers, which edits only where it is asked to by their ids. */
export const idsOf = async (codemod: string, files: Files): Promise<readonly string[]> =>
  (await planned(files, { only: [codemod] })).sites.flatMap(({ findings }) => findings);

export const completedBy = async (codemod: string, files: Files): Promise<Fixed> =>
  fixed(files, { unsafe: false, only: await idsOf(codemod, files) });
