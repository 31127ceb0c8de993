import { cycleIn } from './start-order';
import { choiceAdvice } from '../suggestion';
import type { ExperimentRule } from './context';
import { templates, wait } from './examples';

/** The two actions that the examples set in an order. */
const actions = (before: string, after: string) =>
  `${wait('PT10M').replace(' }', ` }${startAfter(before)}`)},
    ${wait('PT5M')
      .replace('Wait', 'WaitOn')
      .replace(' }', ` }${startAfter(after)}`)}`;

const startAfter = (name: string) => (name === '' ? '' : `, "startAfter": ["${name}"]`);

/** Rules about the order in which the actions start. */
export const orderRules: readonly ExperimentRule[] = [
  {
    code: 'FIS101',
    severity: 'error',
    title: 'startAfter names an action that does not exist',
    explanation:
      'An action starts when all in its `startAfter` have completed. FIS refuses a template that names one it does not have.',
    examples: templates({ actions: actions('', 'Wiat') }, { actions: actions('', 'Wait') }),
    source: 'actionSequence',
    *check({ template, actions: placed }) {
      const names = Object.keys(template.actions ?? {});
      for (const { path, name } of placed.flatMap((action) => action.startAfter)) {
        if (names.includes(name)) continue;
        yield { path, message: `there is no action "${name}"; ${choiceAdvice(name, names)}` };
      }
    },
  },
  {
    code: 'FIS102',
    severity: 'error',
    title: 'actions wait for each other',
    explanation:
      'Each action of the circle waits until another of it has completed, so none can ever start. A linter for CloudFormation does ' +
      'not see it.',
    examples: templates({ actions: actions('WaitOn', 'Wait') }, { actions: actions('', 'Wait') }),
    source: 'actionSequence',
    *check({ actions: placed }) {
      const byName = placed.map((action) => [action.name, action] as const);
      const cycle = cycleIn(
        new Map(byName.map(([name, action]) => [name, action.startAfter.map((before) => before.name)])),
      );
      const [first = '', second] = cycle;
      const place = new Map(byName).get(first)?.startAfter.find(({ name }) => name === second);
      if (place === undefined) return;
      const circle = cycle.join(' after ');
      const message = `the actions wait for each other and none can start: ${circle}; take one of them out`;
      yield { path: place.path, message };
    },
  },
];
