// JSON as the safetensors library reads it, which is stricter than `JSON.parse`: no key twice, whole numbers written as
// such, no half of a surrogate pair, and bounded depth. Objects are maps, so that no key has a meaning of its own.

export type HeaderValue =
  | ReadonlyMap<string, HeaderValue>
  | readonly HeaderValue[]
  | string
  /** A whole number; every other number is NaN. */
  | number
  | boolean
  | null;

/** As deep as serde_json goes. */
const deepest = 127;

const refuse = (what: string): Error => new Error(what);

/** @throws Error that says what is wrong with the text. */
export function parseHeaderJson(text: string): HeaderValue {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): HeaderValue {
    if (depth > deepest) throw refuse('it is nested too deeply');
    this.skipSpace();
    switch (this.text.charAt(this.at)) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  end(): void {
    this.skipSpace();
    if (this.at < this.text.length) throw refuse('something follows its end');
  }

  private object(depth: number): ReadonlyMap<string, HeaderValue> {
    const entries = new Map<string, HeaderValue>();
    this.at++;
    if (this.takes('}')) return entries;
    do {
      this.skipSpace();
      const key = this.string();
      if (entries.has(key)) throw refuse(`"${key}" stands in it twice`);
      this.demand(':');
      entries.set(key, this.value(depth + 1));
    } while (this.takes(','));
    this.demand('}');
    return entries;
  }

  private array(depth: number): readonly HeaderValue[] {
    const values: HeaderValue[] = [];
    this.at++;
    if (this.takes(']')) return values;
    do values.push(this.value(depth + 1));
    while (this.takes(','));
    this.demand(']');
    return values;
  }

  private string(): string {
    const token = this.match(/"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
    // Refuses control characters.
    const text = JSON.parse(token) as string;
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text))
      throw refuse('a text in it is no Unicode');
    return text;
  }

  private number(): number {
    const token = this.match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    return /^\d+$/.test(token) ? Number(token) : Number.NaN;
  }

  private word<Value extends boolean | null>(word: string, value: Value): Value {
    if (!this.text.startsWith(word, this.at)) throw this.unexpected();
    this.at += word.length;
    return value;
  }

  /** @param pattern sticky */
  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [token] = pattern.exec(this.text) ?? [];
    if (token === undefined) throw this.unexpected();
    this.at += token.length;
    return token;
  }

  private takes(mark: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private demand(mark: string): void {
    if (!this.takes(mark)) throw this.unexpected();
  }

  private skipSpace(): void {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? '')) this.at++;
  }

  private unexpected(): Error {
    return refuse(`it makes no sense at character ${this.at}`);
  }
}
