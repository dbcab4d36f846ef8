import type { FixPlan, FixReason, FixSite, FixedFile, PlanVerification } from '../model/fix.js';
import { compareText } from '../text/compare-text.js';
import { groupBy } from '../text/group-by.js';
import { groupOf, type Climbed } from './climb.js';
import type { EditGroup } from './edit-group.js';
import { gathered } from './gathered.js';
import { reasonText } from './reasons.js';
import type { Selection } from './selection.js';
import { policyNotes } from './policy/notes.js';
import { isCopied } from './policy/runtime-source.js';
import { textsWith, type Writer } from './texts.js';

interface Allowing {
  readonly selection: Selection;
  /** Whether edits that change what the code does are made. */
  readonly unsafe: boolean;
}

interface Made extends Allowing {
  readonly writer: Writer;
  readonly verification: PlanVerification;
  /** What is to be known whatever is edited. */
  readonly notes: readonly string[];
  /** Why edits would not do alone what they do with all others. */
  readonly alone: (members: readonly Climbed[]) => Promise<FixReason | null>;
}

/** The edits that are asked for, and what became of all the others. */
export function resultOf(climbed: readonly Climbed[], made: Made): FixPlan {
  const groups = groupBy(gathered(climbed), keyOf);
  return planOf(
    [...groups.values()]
      .map((group) => siteOf(group, made))
      .toSorted(([one], [two]) => bySite(one, two)),
    made,
  );
}

type SiteEdits = readonly [site: FixSite, edits: readonly EditGroup[], members: readonly Climbed[]];

function planOf(edits: readonly SiteEdits[], made: Made): FixPlan {
  const { writer, verification, notes } = made;
  const filesWith: FixPlan['filesWith'] = (chosen) => {
    const wanted = new Set(chosen);
    return filesOf(
      edits.flatMap(([site, own]) => (wanted.has(site) ? own : [])),
      writer,
    );
  };
  const sites = edits.map(([site]) => site);
  const files = filesWith(sites.filter(({ applied }) => applied));
  return {
    ...{ sites, files, verification, filesWith },
    verifiedAlone: async (wanted) => {
      const [, , members = []] = edits.find(([site]) => site === wanted) ?? [];
      const reason = await made.alone(members);
      return reason === null ? null : reasonText[reason];
    },
    notes: [...notes, ...policyNotes({ sites, files }, writer)],
    choosing: (chosen) => {
      const wanted = new Set(chosen);
      return planOf(
        edits.map(([site, own, members]) => [
          { ...site, applied: own.length > 0 && wanted.has(site) },
          own,
          members,
        ]),
        made,
      );
    },
  };
}

/** Calls that one edit protects are one site, and so are those of a finding that one obstacle bars. */
const keyOf = ({ codemod, rung, findings }: Climbed): string =>
  rung.ok
    ? (rung.together ?? `${codemod} ${rung.key}`)
    : `${codemod} ${rung.reason} ${findings.map(({ id }) => id).join(' ')}`;

function siteOf(group: readonly Climbed[], allowing: Allowing): SiteEdits {
  // Other calls may be surer of an edit that they share.
  const [first] = group.toSorted((one, two) => rankOf(one) - rankOf(two));
  if (first === undefined) throw new Error('a group has a member');
  const { codemod, rung } = first;
  const findings = [...new Set(group.flatMap((one) => one.findings))];
  const calls = group.flatMap((one) => ('call' in one ? [one.call] : []));
  const site: FixSite = {
    codemod,
    safety: rung.ok ? rung.safety : 'refused',
    ...(rung.reason !== undefined && { reason: rung.reason }),
    ...(rung.why !== undefined && { why: rung.why }),
    ...rung.at,
    ...(rung.ok && { what: rung.what }),
    findings: findings.map(({ id }) => id),
    rules: [...new Set(findings.map(({ rule }) => rule))].sort(compareText),
    dependencies: [...new Set(calls.map(({ dependency }) => dependency))].sort(compareText),
    calls: calls.map(({ id }) => id),
    applied:
      rung.ok &&
      isAllowed(
        rung.safety,
        findings.map(({ id }) => id),
        allowing,
      ),
  };
  const made = group.flatMap((one) => (one.rung.ok ? [groupOf(one.rung)] : []));
  return [site, [...new Map(made.map((edits) => [edits.key, edits])).values()], group];
}

const SURENESS = ['safe', 'unsafe', 'suggestion', 'refused'] as const;

const rankOf = ({ rung }: Climbed): number => SURENESS.indexOf(rung.ok ? rung.safety : 'refused');

const isAllowed = (
  safety: FixSite['safety'],
  findings: readonly string[],
  { unsafe, selection }: Allowing,
): boolean =>
  safety === 'safe' ||
  (safety === 'unsafe' && unsafe) ||
  findings.some((id) => safety !== 'refused' && selection.names(id));

function filesOf(groups: readonly EditGroup[], writer: Writer): readonly FixedFile[] {
  const { sources, runtime } = writer;
  return [...textsWith(groups, writer)].map(([file, after]) => ({
    ...{ file, before: sources.text(file) ?? sources.read(file), after },
    ...(isCopied(file, runtime) && { copied: true as const }),
  }));
}

const bySite = (one: FixSite, two: FixSite): number =>
  compareText(one.file, two.file) || one.line - two.line || one.column - two.column;
