import { pythonFaults } from '../../../validation/automation-document/python/faults';
import { functionsOf } from '../../../validation/automation-document/python/functions';
import { tokenize } from '../../../validation/automation-document/python/tokens';

/** `line:column message`, one for each fault. */
function faultsOf(script: string): string[] {
  return pythonFaults(script).map(({ offset, message }) => {
    const before = script.slice(0, offset).split('\n');
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${message}`;
  });
}

describe('what is no Python', () => {
  it.each([
    ['a colon that is missing', 'def f(a, b)\n  pass\n', '1:12 ":" is missing at the end of "def …"'],
    ['a colon after else', 'if a:\n  b\nelse\n  c\n', '3:5 ":" is missing at the end of "else …"'],
    [
      'a colon that stands in brackets only',
      'if a[1:2]\n  pass\n',
      '1:10 ":" is missing at the end of "if …"',
    ],
    ['a bracket that does not end', 'x = f(1,\ny = 2\n', '1:6 this "(" is never closed'],
    ['a bracket that ends nothing', 'x = 1)\n', '1:6 ")" closes no bracket'],
    ['another bracket', 'x = [1, 2}\n', '1:10 "}" does not match the "[" that is open'],
    ['a string that does not end', "x = 'a\ny = 1\n", "1:5 the string that begins with ' does not end"],
    ['an apostrophe in a string', "x = 'it's'\n", "1:10 the string that begins with ' does not end"],
    [
      'a long string that does not end',
      'x = f"""a\n"\n""\n',
      '1:5 the string that begins with f""" does not end',
    ],
    [
      'a block that is missing',
      'def f():\nx = 1\n',
      '2:1 after the "def" before it, an indented block is needed',
    ],
    [
      'a block that is missing at the end',
      'if a:\n  # nothing\n',
      '1:1 after the "if" before it, an indented block is needed',
    ],
    ['a line too deep', 'x = 1\n  y = 2\n', '2:3 is indented, but no block begins before it'],
    [
      'a line between two depths',
      'if a:\n    b\n  c\n',
      '3:3 is indented less than the lines before it, but as no line before those',
    ],
    [
      'tabs and blanks',
      'if a:\n        b\n\tc\n',
      '3:2 tabs and blanks are mixed, so the depth of this line is not clear; use blanks only',
    ],
    ['print of Python 2', 'print "a"\n', '1:1 print is a function in Python 3; use print(…)'],
    ['except of Python 2', 'try:\n  a\nexcept Error, e:\n  b\n', '3:13 use "except Error as e:"'],
    [
      'a character that Python does not have',
      'x = a ? b : c\n',
      '1:7 Python does not know the character "?"',
    ],
    [
      'quotes of a word processor',
      'x = “a”\n',
      '1:5 Python does not know the character "“"; use plain quotes: " or \'',
    ],
    ['an exclamation mark', 'if !a:\n  b\n', '1:4 Python does not know the character "!"'],
    [
      'a back-slash in a line',
      'x = \\ 1\n',
      '1:5 after a "\\" that continues the line, nothing may stand in it',
    ],
    ['two words', 'x y\n', '1:3 "y" cannot stand here'],
    ['a value that is missing', 'x = \n', '1:4 something is missing here'],
    ['a comma too many', 'x = {1: 2,, 3: 4}\n', '1:11 "," cannot stand here'],
    ['an assignment in a condition', 'if a = 1:\n  b\n', '1:6 "=" cannot stand here'],
    [
      'try without except',
      'try:\n  a\nb = 1\n',
      '1:1 "try" needs an "except" or a "finally" after its block',
    ],
    ['return outside', 'return 1\n', '1:1 "return" stands outside of any function'],
    [
      'return in a class',
      'def f():\n  class A:\n    return 1\n',
      '3:5 "return" stands outside of any function',
    ],
    [
      'an argument without name',
      'f(a=1, b)\n',
      '1:2 an argument without a name stands after one with a name',
    ],
    [
      'a back-slash in an f-string',
      'x = f"{\'\\n\'.join(a)}"\n',
      '1:7 before Python 3.12, no "\\" may stand in the braces of an f-string',
    ],
    [
      'quotes in an f-string',
      'x = f"{a["b"]}"\n',
      '1:7 before Python 3.12, the quotes of an f-string may not stand in its braces; use the others',
    ],
    [
      'more brackets than CPython keeps',
      '('.repeat(201) + ')'.repeat(201),
      '1:201 more than 200 brackets are open',
    ],
  ])('%s', (_, script, fault) => {
    expect(faultsOf(script)).toEqual([fault]);
  });

  it('is named line by line, and statement by statement', () => {
    expect(faultsOf('if a\n  b\nfor c in d\n  e\n').map((fault) => fault.slice(0, 4))).toEqual([
      '1:5 ',
      '3:11',
    ]);
    expect(faultsOf('def f():\n  a b\n\ndef g():\n  c d\n').map((fault) => fault.slice(0, 3))).toEqual([
      '2:5',
      '5:5',
    ]);
  });

  it('is named ten times at most', () => {
    expect(faultsOf('x y\n'.repeat(99))).toHaveLength(10);
  });
});

describe('what is Python', () => {
  it.each([
    // What the grammar of lezer does not know.
    ['a number that ends with its point', 'x = [1., 2.5, 3.e5, 4.j]\n'],
    ['yield of nothing', 'def f():\n    yield\n    x = (yield)\n    y = [(yield), 1]\n'],
    [
      'a star in the target of for',
      'for a, *b in c:\n    d = [e for f, *g in h]\n    i = sum(j for *_, j in k)\n',
    ],
    ['an attribute, or several, as the target of with', 'with a as b.c, d as (e, f), g as h[0]:\n    pass\n'],
    ['with in brackets', 'with (a as b, c() as d,):\n    pass\n'],
    ['with in brackets over lines', 'with a(\n    b\n) as (\n    c,\n    d,\n):\n    pass\n'],
    [
      'match with every sort of pattern',
      'match a:\n    case b.C() | {}:\n        pass\n    case [D(e=1), *_] if f:\n        pass\n',
    ],
    ['a lambda with arguments by place only', 'f = lambda a, /, b: a\n'],
    ['a lambda as decorator', '@lambda f: f\ndef g():\n    pass\n'],
    ['a star in an index', 'a: tuple[*b]\nc = d[*e, 1]\n'],
    ['an f-string with a walrus, or that is raw', "a = f'{b:=10}' + rf'\\{{{c}\\}}'\n"],
    ['print with >>, which fails only when it runs', 'print >> a, "b"\n'],
    ['a back-slash before an empty line', 'a = "b" \\\n\nc = 1\n'],
    ['an expression of some hundred operations', `a = ${'b + '.repeat(1500)}b\n`],
    ['form feeds', 'a = 1\n\f\nb = 2\n'],
    // What could be taken for a mistake.
    ['a colon that is no block', 'a: int\nb[1:2]\nc = {1: 2}\nd = lambda: 1\n'],
    ['a block in one line', 'if a: b; c\nfor d in e: pass\n'],
    ['words of Python 2 as names', 'print\nexec = print\nprint(exec, file=a)\n'],
    ['quotes in quotes', `a = "it's" + 'say "no"' + '''a'b''' + "\\""\n`],
    ['a string over several lines', 'a = """\n  b\nc (\n"""\nd = "e\\\nf"\n'],
    ['a comment that is less deep', 'if a:\n    b\n# c (\n    d\n'],
    ['lines that brackets continue', 'a = [\n  1,\n    2,\n]\nb = f(\n1)\n'],
    ['tabs alone', 'if a:\n\tb\n\tif c:\n\t\td\n'],
    [
      'async',
      'async def a():\n    async with b as c:\n        await d\n    async for e in f:\n        pass\n',
    ],
    ['names in other letters', 'größe = 1\n名前 = größe\n'],
    ['all sorts of arguments', 'def f(a, /, b, *c, d=1, **e) -> int:\n    return g(1, *c, b=2, **e)\n'],
    [
      'a decorated class after a function',
      '@a\n@b(1)\nclass C(D, metaclass=E):\n    """F."""\n\n\n@g\ndef h():\n    pass\n',
    ],
    ['try with all its parts', 'try:\n    a\nexcept (B, C) as d:\n    e\nelse:\n    f\nfinally:\n    g\n'],
    ['blanks at the end', 'def f():\n    return 1\n        '],
    ['nothing', ''],
  ])('%s', (_, script) => {
    expect(faultsOf(script)).toEqual([]);
    expect(faultsOf(script.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it.each([
    'x = 1.',
    'x = 1.e5',
    'yield',
    'x = [1 for *a, b in c]',
    'with a as b.c: pass',
    'x = "b" \\\n',
    'x = 1\n\f',
  ])('does not hide what is wrong after %j in the same function', (line) => {
    expect(faultsOf(`def f():\n    ${line}\n    a b\n`)).toEqual([
      expect.stringMatching('"b" cannot stand here'),
    ]);
  });
});

it('ends in time and without a crash, whatever the script', () => {
  const scripts = [
    'for '.repeat(9000),
    'as ('.repeat(9000),
    '1_'.repeat(30_000),
    '"'.repeat(50_001),
    'x\\\n \n'.repeat(9000),
  ];
  for (const script of [...scripts, '[{('.repeat(60), `f"${'{'.repeat(60_000)}"`, 'a = b '.repeat(9000)]) {
    expect(() => pythonFaults(script)).not.toThrow();
  }
});

describe('the functions of a script', () => {
  const functions = (script: string) =>
    functionsOf(tokenize(script).lines).map(({ name, fewest, most }) => `${name} ${fewest}-${most}`);

  it('are those at its top, with how many arguments they take', () => {
    expect(
      functions(`
def none(): pass
async def two(events, context):
    def within(a): pass
def three(a: dict = {1: (2, 3)}, b=1, *, c=2): pass
def any(a, *rest, b): pass
def keywords(a, /, b, **others): pass
class Class:
    def method(self): pass
if True:
    def inside(a, b,): pass
`),
    ).toEqual(['none 0-0', 'two 2-2', 'three 0-2', 'any 1-Infinity', 'keywords 2-2', 'inside 2-2']);
  });
});
