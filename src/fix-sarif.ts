import { replacementsOf } from './fix/replacements.js';
import type { Assessment, Finding } from './model/assessment.js';
import type { FixSite, FixedFile, PlannedFix } from './model/fix.js';
import { artifact, messageText, reportSarif } from './report/sarif.js';
import { groupBy } from './text/group-by.js';

/**
 * The findings that codemods were asked for, as SARIF 2.1.0. A result has a fix for each codemod that
 * has an edit, made of the edits of all its places, which together are what removes the finding.
 */
export function reportFixSarif(plan: PlannedFix): string {
  const { assessment, sites } = plan;
  const asked = new Set(sites.flatMap(({ findings }) => findings));
  const findings = assessment.findings.filter(({ id }) => asked.has(id));
  return reportSarif({ ...assessment, findings }, (finding) => extrasOf(finding, plan));
}

function extrasOf({ id }: Finding, plan: PlannedFix): object {
  const own = plan.sites.filter(({ findings }) => findings.includes(id));
  const editable = own.filter(({ what }) => what !== undefined);
  const fixes = [...groupBy(editable, ({ codemod }) => codemod).values()].map((sites) =>
    fixOf(sites, plan),
  );
  return {
    ...(fixes.length > 0 && { fixes }),
    properties: { safety: [...new Set(own.map(({ safety }) => safety))].sort() },
  };
}

function fixOf(sites: readonly FixSite[], { assessment, filesWith }: PlannedFix) {
  const files = filesWith(sites);
  const written = files.filter(({ copied }) => copied !== true);
  return {
    description: { text: messageText(descriptionOf(sites, files)) },
    artifactChanges: written.map((file) => changeOf(file, assessment)),
  };
}

/** A library in every result would be most of the file. */
function descriptionOf(sites: readonly FixSite[], files: readonly FixedFile[]): string {
  const does = sites.map(({ codemod, what = '', safety }) => `${codemod}: ${what} (${safety})`);
  const copy = files.find(({ copied }) => copied === true);
  const folder = copy?.file.split('/').slice(0, -1).join('/');
  return folder === undefined
    ? does.join('; ')
    : `${does.join('; ')}. It needs a copy of @resilint/runtime in ${folder}, which "resilint fix --write" makes`;
}

const changeOf = ({ file, before, after }: FixedFile, assessment: Assessment) => ({
  artifactLocation: artifact(file, assessment),
  replacements: replacementsOf(before, after).map(({ inserted, ...deletedRegion }) => ({
    deletedRegion,
    insertedContent: { text: inserted },
  })),
});
