import { readCodeOwners } from '../io/code-owners-file.js';
import type { FileTree } from '../io/file-tree.js';
import { folderTree } from '../io/folder-tree.js';
import type { Listing } from '../io/listing.js';
import { isFolder } from '../io/path-kind.js';
import type {
  FailedFile,
  Repository,
  RepositoryPackage,
  SetAsideFile,
} from '../model/repository.js';
import { compareText } from '../text/compare-text.js';
import { KnownError } from '../text/known-error.js';
import { recordOf } from '../text/record.js';
import { azureFunctions } from './azure-functions.js';
import { describedFunctions } from './cloud-functions.js';
import { classifyFiles, isSourceName } from './classify-files.js';
import { parseCodeOwners } from './code-owners.js';
import { contractClients, readSchemas } from './generated-clients.js';
import { JsonFiles } from './json-files.js';
import { markFiles, operationFiles } from './operation-files.js';
import { readManifests, type Manifest } from './manifests.js';
import { packageAliases } from './package-aliases.js';
import { platformsOf } from './platforms.js';
import type { Patterns } from './selection.js';
import { settingsFiles } from './settings-files.js';
import { readTsconfigs } from './tsconfigs.js';
import { resolveVersions, type ResolvedVersions } from './versions.js';

export interface DiscoverOptions extends Patterns {
  readonly root: string;
  /** The state of the root to look at; the folder on disk unless said otherwise. */
  readonly tree?: FileTree;
}

/** Finds the sources of a repository and what its packages and compilers are told. */
export function discover(options: DiscoverOptions): Repository {
  const { root: given, tree = folderTree(given), ...patterns } = options;
  const { root } = tree;
  if (!isFolder(root)) {
    throw new KnownError(`${given} is no folder`, 'Name the folder of the repository to scan.', 2);
  }
  const listing = tree.list();
  const paths = listing.files.map(({ file }) => file);
  const json = new JsonFiles(tree);
  const schemas = readSchemas(tree, paths);
  const settings = settingsFiles(paths);
  const manifests = readManifests(settings.manifests, json);
  const tsconfigs = readTsconfigs(settings.tsconfigs, new Set(paths), json);
  const versions = resolveVersions(tree, manifests.all, json);
  const classified = classifyFiles({
    files: listing.files,
    manifests: manifests.all,
    outDirs: tsconfigs.outDirs,
    patterns,
    readHead: (file, length) => tree.readHead(file, length),
  });
  return {
    root,
    sources: classified.sources,
    setAside: [...classified.setAside, ...listing.notEntered.map(notEntered)].sort(byFile),
    failed: [manifests, tsconfigs, versions, classified, schemas, unlisted(listing)]
      .flatMap(({ failed }) => failed)
      .sort(byFile),
    packages: manifests.all.map((manifest) => packageOf(manifest, versions)),
    tsconfigs: [...tsconfigs.all, ...packageAliases(settings.manifests, json)],
    packageDependencies: versions.packageDependencies,
    lockfiles: versions.lockfiles,
    dataFiles: schemas.read,
    generatedClients: [...schemas.clients, ...manifests.all.flatMap(contractClients)],
    ...toldByFiles(tree, json, paths),
    ...aboutAll(tree, listing.by),
  };
}

/** What files say by their place, and configuration of where the code runs. */
function toldByFiles(
  tree: FileTree,
  json: JsonFiles,
  paths: readonly string[],
): Pick<Repository, 'operations' | 'marks' | 'cloudFunctions' | 'functionFolders' | 'platforms'> {
  const { cloudFunctions, functionFolders } = describedFunctions(tree, paths);
  return {
    operations: operationFiles(paths),
    marks: markFiles(paths),
    cloudFunctions: [...cloudFunctions, ...azureFunctions(json, paths)],
    functionFolders,
    platforms: platformsOf(tree, json, paths),
  };
}

/** What is said of the repository as a whole: who owns what, and its state in git. */
function aboutAll(tree: FileTree, by: 'git' | 'walk'): Partial<Repository> {
  const owners = readCodeOwners(tree);
  return {
    ...(owners !== null && { codeOwners: parseCodeOwners(owners.text, owners.prefix) }),
    ...(by === 'git' && tree.state()),
  };
}

const byFile = (left: { readonly file: string }, right: { readonly file: string }): number =>
  compareText(left.file, right.file);

/** What the listing could not look into. */
const unlisted = ({
  unreadable,
  misnamed,
}: Listing): { readonly failed: readonly FailedFile[] } => ({
  failed: [
    ...unreadable.map((file) => ({ file, message: 'cannot be read: check its permissions' })),
    ...misnamed
      .filter(isSourceName)
      .map((file) => ({ file, message: 'its name is no UTF-8: rename it' })),
  ],
});

/** A folder of installed packages, or of another repository, stands for all it holds. */
const notEntered = (file: string): SetAsideFile => ({
  file,
  reason: 'vendored',
  resolvable: false,
});

const packageOf = ({ described }: Manifest, versions: ResolvedVersions): RepositoryPackage => ({
  ...described,
  versions: versions.byPackage.get(described.dir) ?? recordOf([]),
});
