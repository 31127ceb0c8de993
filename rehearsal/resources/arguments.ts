import { NotModelled } from '../not-modelled';

type Values = Readonly<Record<string, unknown>>;

/** The evaluated arguments of a block, read with their types; a value of another type is an error that names the argument. */
export class Arguments {
  /**
   * @param values by name
   * @param address whose they are, for messages
   */
  constructor(
    readonly values: Values,
    private readonly address: string,
  ) {}

  /** A string that must be there. */
  text(name: string): string {
    const value = this.values[name];
    return typeof value === 'string' ? value : this.wrong(name, 'a string');
  }

  /** A string, or null where the argument is absent. */
  optionalText(name: string): string | null {
    return this.absent(name) ? null : this.text(name);
  }

  /** A number; `otherwise` where the argument is absent. Terraform turns numeric strings into numbers, and so does this. */
  number(name: string, otherwise?: number): number {
    if (this.absent(name) && otherwise !== undefined) return otherwise;
    const value = this.values[name];
    const number =
      typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : NaN;
    return Number.isFinite(number) ? number : this.wrong(name, 'a number');
  }

  /** A boolean; `otherwise` where the argument is absent. */
  flag(name: string, otherwise = false): boolean {
    const value = this.values[name] ?? otherwise;
    return typeof value === 'boolean' ? value : this.wrong(name, 'true or false');
  }

  /** A list of strings; empty where the argument is absent. */
  texts(name: string): string[] {
    const value = this.values[name] ?? [];
    const texts: unknown[] = Array.isArray(value) ? value : [value];
    return texts.map((item) => (typeof item === 'string' ? item : this.wrong(name, 'a list of strings')));
  }

  /** A map of strings; empty where the argument is absent. */
  map(name: string): Record<string, string> {
    const value = this.values[name] ?? {};
    if (typeof value !== 'object') return this.wrong(name, 'a map');
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]));
  }

  /** The nested blocks of that name. In Terraform's JSON a single one may stand without its list. */
  blocks(name: string): Arguments[] {
    const value = this.values[name] ?? [];
    const blocks: unknown[] = Array.isArray(value) ? value : [value];
    return blocks.map((block) => new Arguments(block as Values, `${this.address}.${name}`));
  }

  /** The one nested block of that name, or null. */
  block(name: string): Arguments | null {
    return this.blocks(name)[0] ?? null;
  }

  /** A JSON document inside a string. */
  json(name: string): unknown {
    try {
      return JSON.parse(this.text(name));
    } catch {
      return this.wrong(name, 'JSON');
    }
  }

  /** Refuses every argument but these. */
  only(...names: readonly string[]): this {
    const unknown = Object.keys(this.values).find((name) => !names.includes(name) && !this.absent(name));
    if (unknown !== undefined) throw new NotModelled(`the argument ${unknown}`, this.address);
    return this;
  }

  private absent(name: string): boolean {
    return this.values[name] === undefined || this.values[name] === null;
  }

  private wrong(name: string, wanted: string): never {
    throw new Error(
      `${this.address}: ${name} is ${JSON.stringify(this.values[name])}, and should be ${wanted}`,
    );
  }
}
