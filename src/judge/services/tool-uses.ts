import { actionOf } from '../../detect/operations.js';
import type { PracticeAction } from '../../model/practice.js';
import type { CallFact, FileFacts } from '../../parse/facts.js';
import { packageDefault } from '../../resolve/modules/packages.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { Point } from '../code/points.js';
import { packageOf } from './asked-packages.js';
import type { PracticeIndex } from './practice-index.js';

/** A call of a tool, and what the catalogue says of it. */
export interface ToolUse {
  readonly point: Point;
  readonly on: ExternalValue;
  readonly operation: string;
  readonly action: PracticeAction;
}

/** Calls of the tools of an index that show something. `judging` resolves by that index. */
export class ToolUses {
  readonly #judging: Judging;
  readonly #index: PracticeIndex;

  constructor(judging: Judging, index: PracticeIndex) {
    this.#judging = judging;
    this.#index = index;
  }

  /** Every call in the files that shows something, in the order of the names it is found by. */
  all(files: ReadonlySet<string>): readonly ToolUse[] {
    const points = [...this.#index.names].flatMap((name) => this.#judging.names.calls(name));
    const seen = new Set<string>();
    return [...points, ...this.#registering()].flatMap((point) => {
      const key = `${point.file}\0${point.call}`;
      if (seen.has(key) || !files.has(point.file)) return [];
      seen.add(key);
      const found = this.at(point) ?? this.#registeredBy(point);
      return found === null ? [] : [found];
    });
  }

  /** What a call does to a tool; null where it is no tool's. */
  at(point: Point): ToolUse | null {
    const facts = this.#judging.facts(point.file);
    const call = facts?.calls[point.call];
    if (facts === undefined || call === undefined || !this.#mayBeTool(facts, call)) return null;
    for (const callee of this.#judging.callees(point)) {
      const performed = actionOf(this.#judging.resolver, call, callee);
      const action = performed === null ? undefined : this.#index.action(performed.action);
      if (performed === null || action === undefined) continue;
      return { point, on: performed.on, operation: performed.name, action };
    }
    return null;
  }

  /** Names that are imported from packages of no tool need no look. */
  #mayBeTool({ bindings }: FileFacts, { callee, form }: CallFact): boolean {
    if (form === 'import') return false;
    let root = callee;
    while (root.kind === 'member') root = root.object;
    if (root.kind !== 'name' || root.binding === null) return true;
    const source = bindings[root.binding]?.import;
    const name = source === undefined ? null : packageOf(source.specifier);
    return name === null || this.#judging.resolver.catalog.package(name) !== undefined;
  }

  #registering(): readonly Point[] {
    const { clients } = this.#index;
    if (!clients.some((one) => this.#index.registers(one))) return [];
    return ['register', 'use'].flatMap((name) => this.#judging.names.calls(name));
  }

  /** `fastify.register(plugin, options)`: what the plugin does is done. */
  #registeredBy(point: Point): ToolUse | null {
    const call = this.#judging.call(point);
    const plugin = call?.arguments[0];
    if (call === undefined || (plugin?.kind !== 'name' && plugin?.kind !== 'call')) return null;
    for (const value of this.#judging.resolver.evaluate(plugin, placeOf(point.file, call))) {
      const on = this.#pluginOf(value);
      const action = on === undefined ? undefined : this.#index.registered(on);
      if (on !== undefined && action !== undefined)
        return { point, on, operation: 'register', action };
    }
    return null;
  }

  /** A module stands for what it exports by default. */
  #pluginOf(value: Value): ExternalValue | undefined {
    if (value.kind === 'external') return value;
    const isModule = value.kind === 'package' && value.path === '';
    return isModule ? packageDefault(this.#judging.resolver, value) : undefined;
  }
}
