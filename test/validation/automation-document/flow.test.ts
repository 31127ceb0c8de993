import { branch, call, documentOf, foundIn, sleep } from './automation';

const loop = (name: string, body: readonly string[], keys = '') =>
  `name: ${name}, action: 'aws:loop', inputs: { Iterators: [a, b], Steps: [${body.map((step) => `{ ${step} }`).join(', ')}] }${keys}`;

describe('where a step may lead', () => {
  it.each([
    'aws:approve',
    'aws:copyImage',
    'aws:createImage',
    'aws:createStack',
    'aws:createTags',
    'aws:pause',
    'aws:runInstances',
    'aws:sleep',
  ])('a cancelled execution cannot run %s', (action) => {
    const found = foundIn(
      documentOf([call('attach', 'onCancel: step:other'), `name: other, action: '${action}'`]),
    );
    expect(found).toContainEqual(expect.stringMatching(`^3: SSM103 "other" is a step ${action}, which`));
  });

  it('a step that failed may go on with any of them', () => {
    expect(foundIn(documentOf([call('attach', 'onFailure: step:wait, isEnd: true'), sleep('wait')]))).toEqual(
      [],
    );
  });

  it('a way out of a loop is open, one into it is not', () => {
    const out = [loop('again', [call('inside', 'onFailure: step:after')]), call('after')];
    expect(foundIn(documentOf(out))).toEqual([]);
    const within = [loop('again', [call('inside', 'nextStep: inside2'), call('inside2')])];
    expect(foundIn(documentOf(within))).toEqual([]);
    const into = [call('before', 'onFailure: step:inside'), loop('again', [call('inside')])];
    expect(foundIn(documentOf(into))).toEqual([
      '3: SSM105 "inside" is inside of the loop "again"; lead to the loop itself',
    ]);
  });

  it('a loop and updateVariable have no onCancel, the steps in the loop have', () => {
    const variable = `name: set, action: 'aws:updateVariable', inputs: { Name: 'variable:Count', Value: 1 }, onCancel: Abort`;
    const steps = [
      loop('again', [call('inside', 'onCancel: step:after')], ', onCancel: step:after'),
      variable,
      call('after'),
    ];
    expect(foundIn(documentOf(steps, 'variables: { Count: { type: Integer } }\n'))).toEqual([
      '3: SSM104 aws:loop does not support it; put it on the steps in the loop',
      '4: SSM104 aws:updateVariable does not support it; leave it out',
    ]);
  });

  it('isEnd in quotes counts as well', () => {
    const steps = [call('first', "isEnd: 'true', nextStep: second"), call('second')];
    expect(foundIn(documentOf(steps))).toEqual([expect.stringMatching('^3: SSM106 is never gone to')]);
    expect(foundIn(documentOf([call('first', "isEnd: 'false', nextStep: second"), call('second')]))).toEqual(
      [],
    );
  });
});

describe('steps that run again and again', () => {
  it.each([
    ['nextStep', call('first', 'nextStep: first'), 'use another step'],
    ['onFailure', call('first', 'onFailure: step:first'), 'to try it again, use maxAttempts'],
    ['onCancel', call('first', 'onCancel: step:first'), 'use another step'],
    ['a branch', branch('first', ['first']), 'use another step'],
  ])('lead to themselves by %s', (_, step, advice) => {
    expect(foundIn(documentOf([step, call('last')]))).toContainEqual(
      `3: SSM107 "first" leads to itself; ${advice}`,
    );
  });

  it('are found through several steps, at the place that leads back', () => {
    const steps = [call('first'), call('second'), call('third', 'nextStep: first')];
    expect(foundIn(documentOf(steps))).toEqual([
      '5: SSM108 leads back to a step before it, in a circle: "first", "second", "third", "first"; to repeat steps, use aws:loop',
    ]);
  });

  it('are found where only a failure, or only a cancel, closes the circle', () => {
    const failing = [call('attach'), call('detach', 'onFailure: step:attach')];
    expect(foundIn(documentOf(failing))).toEqual([expect.stringMatching('^4: SSM108 leads back')]);
    const cancelled = [call('attach'), sleep('hold', 'onCancel: step:attach')];
    expect(foundIn(documentOf(cancelled))).toEqual([expect.stringMatching('^4: SSM108 leads back')]);
  });

  it('are found once for each way that leads back', () => {
    const steps = [call('a'), branch('b', ['a']), call('c'), branch('d', ['c'])];
    expect(foundIn(documentOf(steps)).map((found) => found.slice(0, 9))).toEqual(['4: SSM108', '6: SSM108']);
  });

  it('are no circle where two ways meet again, or a loop begins its next turn', () => {
    const steps = [
      branch('a', ['c']),
      call('b', 'onFailure: step:c'),
      call('c'),
      loop('d', [call('e'), call('f')]),
    ];
    expect(foundIn(documentOf(steps))).toEqual([]);
  });

  it('does not look for them where it is not known where a step leads', () => {
    expect(foundIn(documentOf([call('a'), call('b', 'nextStep: c'), call('d', 'nextStep: a')]))).toEqual([
      expect.stringMatching('^4: SSM102'),
    ]);
  });
});

describe('steps that never run', () => {
  it.each([
    [
      'after isEnd',
      [call('a', 'isEnd: true'), call('b')],
      'nothing leads to "b": "a" before it ends the execution (isEnd)',
    ],
    [
      'jumped over',
      [call('a', 'nextStep: c'), call('b'), call('c')],
      'nothing leads to "b": "a" before it goes on with "c"',
    ],
    [
      'after a branch with Default',
      [branch('a', ['c'], ', Default: c'), call('b'), call('c')],
      'nothing leads to "b": "a" before it branches, and to other steps',
    ],
  ])('%s', (_, steps, message) => {
    expect(foundIn(documentOf(steps))).toEqual([`4: SSM109 ${message}`]);
  });

  it('are named once where others follow from them', () => {
    const steps = [call('a', 'isEnd: true'), call('b'), call('c'), loop('d', [call('e')])];
    expect(foundIn(documentOf(steps))).toEqual([expect.stringMatching('^4: SSM109 nothing leads to "b"')]);
  });

  it('are the body of a loop, too', () => {
    const steps = [loop('a', [call('b', 'isEnd: true'), call('c')])];
    expect(foundIn(documentOf(steps))).toEqual([expect.stringMatching('SSM109 nothing leads to "c"')]);
  });

  it('are not those that a failure, a cancel, a branch without Default or a loop leads to', () => {
    const steps = [
      branch('a', ['d']),
      call('b', 'isEnd: true, onFailure: step:c, onCancel: step:d'),
      call('c', 'isEnd: true'),
      loop('d', [call('e')]),
    ];
    expect(foundIn(documentOf(steps))).toEqual([]);
  });
});

describe('what becomes of a cancelled execution', () => {
  const attach = call('attach', 'onCancel: step:detach, onFailure: step:detach');

  it.each([
    ['nothing', ''],
    ['Abort', 'onCancel: Abort'],
  ])('a wait between the fault and the clean-up with %s is warned of', (_, keys) => {
    expect(foundIn(documentOf([attach, sleep('hold', keys), call('detach')]))).toEqual([
      '4: SSM125 cancelled in this step, the execution skips "detach"; use onCancel: step:detach',
    ]);
  });

  it('a wait before the fault, after the clean-up, or with onCancel is in order', () => {
    const steps = [
      sleep('begin'),
      attach,
      sleep('hold', 'onCancel: step:detach'),
      call('detach'),
      sleep('end'),
    ];
    expect(foundIn(documentOf(steps))).toEqual([]);
  });

  it('a document without any clean-up is in order', () => {
    expect(foundIn(documentOf([call('attach'), sleep('hold'), call('detach')]))).toEqual([]);
  });

  it('a long sleep on the way keeps what comes after it from running', () => {
    const long = sleep('settle').replace('PT1M', 'PT2M1S');
    const steps = [sleep('hold', 'onCancel: step:detach'), call('detach'), long];
    expect(foundIn(documentOf(steps))).toEqual([]);
    expect(foundIn(documentOf([...steps, call('check')]))).toEqual([
      '3: SSM126 after a cancel, "settle" would sleep longer than the two minutes that are left; end before it',
    ]);
  });
});

it('takes a document of many steps in time, and looks for circles in those of up to 500 only', () => {
  const steps = Array.from({ length: 501 }, (_, index) => call(`s${index}`));
  const circle = [...steps.slice(0, 499), call('last', 'nextStep: s0')];
  expect(foundIn(documentOf(circle)).join()).toContain('SSM108');
  expect(foundIn(documentOf([...steps, call('last', 'nextStep: s0')]))).toEqual([]);
});
