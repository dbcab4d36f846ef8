import { describe, expect, it } from 'vitest';
import type { ClassFact, FileFacts } from '../../src/parse/facts.js';
import { factsOf } from './facts-of.js';
import { show, showType } from './notation.js';

const members = (facts: FileFacts, { members: all }: ClassFact): readonly unknown[] =>
  all.map(({ kind, name, static: isStatic, function: id, value, type }) => [
    `${isStatic ? 'static ' : ''}${kind} ${name}`,
    id === undefined ? show(facts, value) : `function ${id}`,
    showType(facts, type),
  ]);

const onlyClass = (facts: FileFacts): ClassFact => {
  expect(facts.classes).toHaveLength(1);
  return facts.classes[0] as ClassFact;
};

describe('classes', () => {
  it('hold their members, base, interfaces and decorators', () => {
    const facts = factsOf(`
      @Injectable({ scope: 1 })
      export class Users<T> extends Repo<User> implements OnInit, ns.Closable<T> {
        #client = new Client();
        static readonly shared: Users<any> = make();
        @Inject(TOKEN) declare db: Db;
        accessor level = 1;
        ['computed'] = 1;
        [key] = 2;
        get url() { return 1 }
        async load() {}
      }
    `);
    const users = onlyClass(facts);
    expect(show(facts, users.superclass ?? undefined)).toBe('?Repo');
    expect(users.superTypeArguments.map((one) => showType(facts, one))).toEqual(['?User']);
    expect(users.implements.map((one) => showType(facts, one))).toEqual([
      '?OnInit',
      '?ns.Closable<T>',
    ]);
    expect(users.decorators.map((one) => show(facts, one))).toEqual(['?Injectable({scope: 1})']);
    expect(members(facts, users)).toEqual([
      ['field #client', 'new ?Client()', 'nothing'],
      ['static field shared', '?make()', 'Users<_>'],
      ['field db', 'nothing', '?Db'],
      ['field level', '1', 'nothing'],
      ['field computed', '1', 'nothing'],
      ['field null', '2', 'nothing'],
      ['getter url', 'function 1', 'nothing'],
      ['method load', 'function 2', 'nothing'],
    ]);
    expect(users.members[2]?.decorators.map((one) => show(facts, one))).toEqual([
      '?Inject(?TOKEN)',
    ]);
  });

  it('hold what a static block writes to the class as a static field', () => {
    const facts = factsOf(`
      class A {
        static { const url = find(); this.client = create(url); this['other'] = 1; this.n += 1; if (url) this.late = 2; }
      }
    `);
    expect(members(facts, onlyClass(facts))).toEqual([
      ['static field client', '?create(url)', 'nothing'],
      ['static field other', '1', 'nothing'],
    ]);
  });

  it('mark parameter properties of the constructor', () => {
    const facts = factsOf(`
      class A { constructor(@Inject('X') private readonly x: X, protected y = 1, plain: P) { super(); } }
    `);
    expect(facts.functions[1]?.parameters.map(({ name, property }) => [name, property])).toEqual([
      ['x', true],
      ['y', true],
      ['plain', false],
    ]);
  });

  it('have abstract and overloaded methods as function types or implementations', () => {
    const facts = factsOf(`
      abstract class A {
        abstract client(id: string): Client;
        abstract get url(): Url;
        protected abstract pool: Pool;
        find(a: string): One;
        find(a: number): Two;
        find(a: any) { return a; }
      }
    `);
    expect(members(facts, onlyClass(facts))).toEqual([
      ['method client', 'nothing', '(_) => ?Client'],
      ['field url', 'nothing', '?Url'],
      ['field pool', 'nothing', '?Pool'],
      ['method find', 'function 1', 'nothing'],
    ]);
    expect(showType(facts, facts.functions[1]?.returnType)).toBe('?One');
  });

  it('of declaration files have their signatures', () => {
    const facts = factsOf(
      `export declare class Client { constructor(o: Options); get<T>(k: string): Promise<T>; static make(): Client; readonly pool: Pool; }
       export default function create(o?: Options): Client;`,
      'client.d.ts',
    );
    expect(members(facts, onlyClass(facts))).toEqual([
      ['constructor constructor', 'nothing', '(?Options) => _'],
      ['method get', 'nothing', '(_) => ?Promise<T>'],
      ['static method make', 'nothing', '() => Client'],
      ['field pool', 'nothing', '?Pool'],
    ]);
    expect(facts.exports.map(({ name }) => name)).toEqual(['Client', 'default']);
  });

  it('write their fields through `this`', () => {
    const facts = factsOf(
      'class A { constructor(x) { this.a = x; [this.b] = x; this.c.d ??= 1; this.n++; } }',
    );
    expect(
      facts.writes.map(({ target, value }) => `${show(facts, target)} = ${show(facts, value)}`),
    ).toEqual(['this.a = x', 'this.b = x.0', 'this.c.d = 1']);
    expect(facts.writes.every((one) => one.function === 1)).toBe(true);
  });
});
