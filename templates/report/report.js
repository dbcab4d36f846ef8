// Filters, search, permalinks and copying. The report is complete without it: this file only adds
// to what is there, makes elements one by one, and asks no server for anything.
'use strict';
{
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const status = one('[data-status]');

  const say = (text) => {
    if (status !== null) status.textContent = text;
  };

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  /* Copying */

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages without a secure origin have no clipboard of their own.
      const field = element('textarea', text);
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
    say(`Copied: ${text}`);
  };

  const addCopyButtons = () => {
    for (const code of all('[data-copy]')) {
      const button = element('button', 'Copy');
      button.type = 'button';
      button.className = 'copy';
      button.setAttribute('aria-label', `Copy ${code.textContent}`);
      button.addEventListener('click', () => void copy(code.textContent ?? ''));
      code.after(button);
    }
  };

  /* Light and dark */

  const storageKey = 'resilint-theme';

  const remembered = () => {
    try {
      return localStorage.getItem(storageKey);
    } catch {
      return null;
    }
  };

  const remember = (theme) => {
    try {
      localStorage.setItem(storageKey, theme);
    } catch {
      // A report that may store nothing still switches.
    }
  };

  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : chosen === 'dark';
  };

  const addThemeSwitch = () => {
    const button = one('[data-theme-switch]');
    if (button === null) return;
    const label = () => {
      button.textContent = isDark() ? 'Light' : 'Dark';
      button.setAttribute('aria-label', `Switch to ${isDark() ? 'light' : 'dark'}`);
    };
    const theme = remembered();
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
    button.hidden = false;
    label();
    button.addEventListener('click', () => {
      document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
      remember(document.documentElement.dataset.theme);
      label();
    });
  };

  /* Permalinks */

  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id === '' ? null : document.getElementById(id);
    if (target === null) return;
    for (let node = target; node !== null; node = node.parentElement) {
      if (node instanceof HTMLDetailsElement) node.open = true;
    }
    if (target.hidden) resetFilters();
    target.scrollIntoView();
    (target.querySelector('summary') ?? target).focus({ preventScroll: true });
  };

  /* Filters */

  const form = one('[data-filters]');
  const groups = one('[data-groups]');
  const findings = all('.finding');
  const texts = new Map();

  const textOf = (finding) => {
    const known = texts.get(finding);
    if (known !== undefined) return known;
    const text = (finding.textContent ?? '').toLowerCase();
    texts.set(finding, text);
    return text;
  };

  const keys = { dependency: 'd', rule: 'r', package: 'p', owner: 'o' };

  const matcher = () => {
    const chosen = (name) => one(`[data-filter="${name}"]`)?.value ?? '';
    const words = chosen('text').toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(
      all('[data-severity]', form)
        .filter(({ checked }) => checked)
        .map(({ dataset }) => dataset.severity),
    );
    const onlyNew = one('[data-only-new]')?.checked === true;
    const [rule, inPackage, owner] = ['rule', 'package', 'owner'].map(chosen);
    return (finding) => {
      const { s, r, p, o } = finding.dataset;
      return (
        severities.has(s) &&
        (rule === '' || r === rule) &&
        (inPackage === '' || p === inPackage) &&
        (owner === '' || o.split(', ').includes(owner)) &&
        (!onlyNew || 'new' in finding.dataset) &&
        words.every((word) => textOf(finding).includes(word))
      );
    };
  };

  const applyFilters = () => {
    const matches = matcher();
    let shown = 0;
    for (const finding of findings) {
      finding.hidden = !matches(finding);
      if (!finding.hidden) shown += 1;
    }
    for (const group of all('.group', groups)) {
      group.hidden = group.querySelector('.finding:not([hidden])') === null;
    }
    one('[data-count]').textContent = `${shown} of ${findings.length} findings shown`;
  };

  const resetFilters = () => {
    form?.reset();
    regroup();
    applyFilters();
  };

  /** Puts the findings into sections by another of their properties, in the order they have. */
  const regroup = () => {
    const key = keys[one('[data-group]').value] ?? 'd';
    const sections = new Map();
    for (const finding of findings) {
      const name = finding.dataset[key] || 'Entry points, call paths and services';
      const members = sections.get(name) ?? [];
      members.push(finding);
      sections.set(name, members);
    }
    const made = [...sections].map(([name, members], index) => {
      const section = document.createElement('section');
      section.className = 'group';
      const heading = element('h3', `${name} `);
      heading.id = `grouped-${index}`;
      heading.append(
        element('small', `${members.length} ${members.length === 1 ? 'finding' : 'findings'}`),
      );
      section.setAttribute('aria-labelledby', heading.id);
      section.append(heading, ...members);
      return section;
    });
    groups.replaceChildren(...made);
  };

  const addFilters = () => {
    if (form === null || groups === null) return;
    form.hidden = false;
    form.addEventListener('input', applyFilters);
    form.addEventListener('submit', (event) => event.preventDefault());
    // The values change only after this event.
    form.addEventListener('reset', () => setTimeout(() => (regroup(), applyFilters())));
    one('[data-group]').addEventListener('change', () => (regroup(), applyFilters()));
    one('[data-open-all]').addEventListener('click', () => {
      for (const finding of findings) if (!finding.hidden && 'open' in finding) finding.open = true;
    });
    applyFilters();
  };

  /* The JSON, and printing */

  const addSaveButton = () => {
    const button = one('[data-save-json]');
    const island = document.getElementById('assessment');
    if (button === null || island === null) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(
        new Blob([island.textContent ?? ''], { type: 'application/json' }),
      );
      link.download = 'assessment.json';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      say('Saved as assessment.json');
    });
  };

  const openWhilePrinting = () => {
    let opened = [];
    addEventListener('beforeprint', () => {
      opened = all('details:not([open])');
      for (const details of opened) details.open = true;
    });
    addEventListener('afterprint', () => {
      for (const details of opened) details.open = false;
    });
  };

  addThemeSwitch();
  addCopyButtons();
  addFilters();
  addSaveButton();
  openWhilePrinting();
  addEventListener('hashchange', openTarget);
  // Not before: the browser itself looks for the target until then, and takes the focus away.
  addEventListener('load', openTarget);
}
