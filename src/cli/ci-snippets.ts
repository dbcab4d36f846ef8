/** What runs the gate in a CI system, ready to be used. */
export interface CiSnippet {
  readonly name: string;
  /** Where it is kept; written there by `init` where nothing else is. */
  readonly file: string;
  /** Whether the file holds this and nothing else, so that it can be written anew. */
  readonly isWhole: boolean;
  readonly text: string;
}

const github: CiSnippet = {
  name: 'GitHub Actions',
  file: '.github/workflows/resilint.yml',
  isWhole: true,
  text: `name: resilint
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
  security-events: write # to upload the SARIF file
jobs:
  gate:
    runs-on: ubuntu-latest
    env:
      # A pull request is judged by the settings and the baseline of the branch it goes to.
      BASE: \${{ github.event.pull_request.base.sha || github.sha }}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # the base of a pull request is compared with
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx resilint check . --policy-from "$BASE" --format github --format sarif=resilint.sarif --format markdown=resilint.md
      - run: cat resilint.md >> "$GITHUB_STEP_SUMMARY"
        if: always() && hashFiles('resilint.md') != ''
      - uses: github/codeql-action/upload-sarif@v3
        if: always() && hashFiles('resilint.sarif') != ''
        with:
          sarif_file: resilint.sarif
`,
};

const gitlab: CiSnippet = {
  name: 'GitLab CI',
  file: '.gitlab-ci.yml',
  isWhole: false,
  text: `resilint:
  image: node:22
  variables:
    GIT_DEPTH: 0 # the base of a merge request is compared with
  script:
    - npx resilint check . --policy-from "\${CI_MERGE_REQUEST_DIFF_BASE_SHA:-HEAD}" --format text --format gitlab=resilint-codequality.json --format junit=resilint-junit.xml
  artifacts:
    when: always
    reports:
      codequality: resilint-codequality.json
      junit: resilint-junit.xml
`,
};

const jenkins: CiSnippet = {
  name: 'Jenkins',
  file: 'Jenkinsfile',
  isWhole: false,
  text: `pipeline {
  agent { docker { image 'node:22' } }
  stages {
    stage('resilint') {
      steps {
        sh 'npx resilint check . --policy-from "origin/\${CHANGE_TARGET:-main}" --format text --format junit=resilint-junit.xml'
      }
    }
  }
  post {
    always { junit 'resilint-junit.xml' }
  }
}
`,
};

const preCommit: CiSnippet = {
  name: 'pre-commit',
  file: '.pre-commit-config.yaml',
  isWhole: false,
  text: `repos:
  - repo: local
    hooks:
      - id: resilint
        name: resilint
        language: system
        entry: npx resilint check . --since HEAD --fail-on new:error --quiet
        pass_filenames: false
        types_or: [javascript, jsx, ts, tsx]
`,
};

export const ciSnippets: readonly CiSnippet[] = [github, gitlab, jenkins, preCommit];
