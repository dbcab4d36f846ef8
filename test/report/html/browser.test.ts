import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment, Finding } from '../../../src/model/assessment.js';
import { packageParts } from '../../../src/report/html/package-parts.js';
import { attacks, hostile } from '../formats/hostile.js';
import { launch, withoutBrowser } from './browser.js';
import { filesOf, golden, inputOf } from './report-of.js';
import { history, richAssessment } from './rich-assessment.js';

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'resilint-report-'));

/** Writes the files of a report; the address of the first. */
async function written(name: string, ...given: Parameters<typeof filesOf>): Promise<string> {
  const files = await filesOf(...given);
  for (const { path, text } of files) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return pathToFileURL(join(folder, name, files[0]!.path)).href;
}

/** A page of the report, and what it complained about or asked the network for. */
async function opened(address: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(address);
  return { page, complaints };
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe has against a page, everything that can be closed being open. */
async function violations(page: Page, rules: object = {}): Promise<string[]> {
  await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    `axe.run({ preload: false, resultTypes: ['violations'], rules: ${JSON.stringify(rules)} }).then(({ violations }) => violations)`,
  );
  return (found as Violation[]).map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** Colours are the same on every page, and slow to compare. */
const withoutColours = { 'color-contrast': { enabled: false } };

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A note that is not silenced. */
const noteOf = ({ findings }: Assessment): Finding =>
  findings.find(
    ({ severity, suppression }) => severity === 'note' && suppression.state === 'active',
  )!;

describe.skipIf(withoutBrowser !== '')(
  `the report in a browser${withoutBrowser}`,
  { timeout: 60_000 },
  () => {
    let address = '';

    beforeAll(async () => {
      browser = await launch();
      address = await written('rich', inputOf(richAssessment(), { history }));
    });

    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it.each(['light', 'dark'] as const)(
      'has nothing that axe objects to, in %s',
      async (scheme) => {
        const { page, complaints } = await opened(address, { colorScheme: scheme });
        expect(await violations(page)).toEqual([]);
        expect(complaints).toEqual([]);
      },
    );

    it('has nothing that axe objects to as an index of packages, with linked assets', async () => {
      const packages = packageParts(golden('workspaces-shop'));
      const input = inputOf(golden('workspaces-shop'));
      const index = await written('index', input, { assets: 'linked', packages });
      const { page, complaints } = await opened(index);
      expect(await page.evaluate('document.styleSheets.length')).toBe(1);
      expect(await page.locator('.copy').count()).toBeGreaterThan(0);
      expect(await violations(page, withoutColours)).toEqual([]);
      await page.locator('#packages a').first().click();
      await page.waitForLoadState();
      expect(await page.locator('.home a').getAttribute('href')).toBe('../report.html');
      expect(await violations(page, withoutColours)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it('keeps its looks under the policy that Jenkins serves artifacts with', async () => {
      // `hudson.model.DirectoryBrowserSupport.CSP`, as it is where nobody has changed it.
      const policy = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";
      const input = inputOf(richAssessment(), { history });
      const first = await written('jenkins', input, { assets: 'linked' });
      const server = createServer((request, response) => {
        const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
        const type = name.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8';
        response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
        response.end(readFileSync(join(dirname(fileURLToPath(first)), name)));
      }).listen(0, '127.0.0.1');
      try {
        await once(server, 'listening');
        const { port } = server.address() as AddressInfo;
        const context = await browser.newContext({ colorScheme: 'light' });
        const page = await context.newPage();
        await page.goto(`http://127.0.0.1:${port}/report.html`);
        const looks = 'getComputedStyle(document.body).backgroundColor';
        const { page: plain } = await opened(first, { colorScheme: 'light' });
        expect(await page.locator('.finding').count()).toBeGreaterThan(0);
        expect(await page.evaluate(looks)).toBe(await plain.evaluate(looks));
        // The script is refused, so nothing that needs it is offered.
        expect(await page.locator('[data-filters]').isVisible()).toBe(false);
        const drawn = 'document.querySelector(".bar-is").getBoundingClientRect().height';
        expect(await page.evaluate(drawn)).toBeGreaterThan(0);
      } finally {
        server.close();
      }
    });

    it('fits a telephone: nothing makes the page wider than the screen', async () => {
      const { page } = await opened(address, { viewport: { width: 390, height: 800 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    });

    it('stacks its tables on a telephone, each cell under its name', async () => {
      const { page } = await opened(address, { viewport: { width: 390, height: 800 } });
      const wide = `[...document.querySelectorAll('.scroll')]
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => one.ariaLabel)`;
      expect(await page.evaluate(wide)).toEqual(['Graph of dependencies']);
      const unnamed = `document.querySelectorAll('.stack td:not([data-label])').length`;
      expect(await page.evaluate(unnamed)).toBe(0);
      expect(await violations(page)).toEqual([]);
    });

    it('says the same without a script', async () => {
      const textIn = async (javaScriptEnabled: boolean): Promise<string[]> => {
        const { page } = await opened(address, { javaScriptEnabled });
        await page.evaluate(
          'for (const added of document.querySelectorAll("button, [data-count]")) added.remove()',
        );
        const text = (await page.locator('body').textContent()) ?? '';
        await page.context().close();
        return lines(text);
      };
      expect(await textIn(true)).toEqual(await textIn(false));
    });

    it('filters and searches by keyboard', async () => {
      const { page } = await opened(address);
      const shown = page.locator('.finding:not([hidden])');
      const all = await shown.count();
      await page.locator('#filter-text').focus();
      await page.keyboard.type('payments');
      const found = await shown.count();
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThan(all);
      expect(await page.locator('[data-count]').textContent()).toBe(
        `${found} of ${all} findings shown`,
      );
      for (const text of await shown.allTextContents())
        expect(text.toLowerCase()).toContain('payments');
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      expect(await shown.count()).toBe(all);
      await page.locator('[data-severity="error"]').focus();
      await page.keyboard.press('Space');
      expect(await shown.locator('.sev-error').count()).toBe(0);
      await page.locator('button[type=reset]').focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => shown.count()).toBe(all);
    });

    it('groups findings anew, and keeps every one', async () => {
      const { page } = await opened(address);
      const all = await page.locator('.finding').count();
      await page.locator('#filter-group').selectOption('rule');
      expect(await page.locator('.finding').count()).toBe(all);
      const headings = await page.locator('.group h3').allTextContents();
      expect(headings.some((heading) => heading.startsWith('missing-timeout'))).toBe(true);
      expect(await violations(page, withoutColours)).toEqual([]);
    });

    it('opens a finding by its permalink, and one that a filter hides', async () => {
      const id = `f-${noteOf(richAssessment()).id}`;
      const { page } = await opened(`${address}#${id}`);
      expect(await page.locator(`#${id}`).getAttribute('open')).not.toBeNull();
      expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
      await page.locator('[data-severity="note"]').uncheck();
      expect(await page.locator(`#${id}`).isVisible()).toBe(false);
      await page.evaluate(`location.hash = ''; location.hash = '${id}'`);
      await expect.poll(() => page.locator(`#${id}`).isVisible()).toBe(true);
    });

    it('copies a command by keyboard, and says so', async () => {
      const { page } = await opened(address, {
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await page.locator('.copy').first().focus();
      await page.keyboard.press('Enter');
      const status = page.locator('[data-status]');
      await expect
        .poll(() => status.textContent())
        .toBe('Copied: npx resilint explain missing-timeout');
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
        'npx resilint explain missing-timeout',
      );
    });

    it('switches between light and dark, and remembers it', async () => {
      const { page } = await opened(address, { colorScheme: 'light' });
      const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await paper();
      await page.locator('[data-theme-switch]').focus();
      await page.keyboard.press('Enter');
      expect(await paper()).not.toBe(light);
      const dark = await paper();
      await page.reload();
      expect(await paper()).toBe(dark);
    });

    it.each([true, false])(
      'prints what was closed, with a script: %s',
      async (javaScriptEnabled) => {
        const { page } = await opened(address, { javaScriptEnabled });
        await page.emulateMedia({ media: 'print' });
        const heights = await page.evaluate<number[]>(
          '[...document.querySelectorAll("details > :not(summary)")].map((one) => one.offsetHeight)',
        );
        expect(heights.length).toBeGreaterThan(20);
        expect(heights.filter((height) => height === 0)).toEqual([]);
        expect(await page.locator('.contents').isVisible()).toBe(false);
        expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
      },
    );

    it('lets nothing escape of what a hostile repository writes', async () => {
      const findings = Object.values(attacks).flatMap((attack, index) =>
        hostile(attack).findings.map((one) => ({ ...one, id: String(index).padStart(16, '0') })),
      );
      const everything = Object.values(attacks).join(' ');
      const assessment = { ...hostile(everything), findings };
      const { page, complaints } = await opened(
        await written('hostile', inputOf(assessment, { title: everything })),
      );
      const counts = await page.evaluate(`({
      scripts: document.scripts.length,
      images: document.images.length,
      forms: document.forms.length,
      foreign: [...document.links].filter(
        ({ href }) => !/^(file:|https:\\/\\/example\\.com)/.test(href)
      ).length,
      findings: document.querySelectorAll('.finding').length,
    })`);
      const expected = { scripts: 2, images: 0, forms: 1, foreign: 0, findings: findings.length };
      expect(counts).toEqual(expected);
      expect(complaints).toEqual([]);
      expect(await page.locator('h1').textContent()).toContain('<script>alert(1)</script>');
    });
  },
);
