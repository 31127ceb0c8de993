import { durationSeconds } from '../duration';
import { asList, asMap, asText, isMap, type Parts } from '../parts';
import { choiceAdvice } from '../suggestion';
import type { Examples, Problem } from '../findings/rule';
import type { ExperimentContext, ExperimentRule } from './context';
import { startDocument, templates } from './examples';
import { objectionTo } from './parameter-values';
import { documentOf, type StartedDocument } from './started-documents';

/** A started document that is in the same run, its parameters readable. */
interface Fit extends StartedDocument {
  readonly file: string;
  readonly content: Parts;
  readonly declared: Parts;
  /** By name; undefined where the string is no JSON object. */
  readonly values: Parts | undefined;
}

/** Rules about what an action and the document that it starts must agree in, where the document is validated in the same run. */
export const documentFitRules: readonly ExperimentRule[] = [
  {
    code: 'FIS124',
    severity: 'error',
    title: 'a parameter that the document does not have',
    explanation:
      'Systems Manager refuses an execution with a parameter that its document does not declare. It is seen where the document is ' +
      'validated together with the template: the one whose file is called as the ARN calls it, or the only one.',
    examples: withDocument('{"Funktion":"hello"}', '{"Function":"hello"}'),
    source: 'startAutomation',
    *check(context) {
      for (const { path, given, values = {}, declared, file } of fits(context)) {
        for (const name of Object.keys(values)) {
          if (Object.hasOwn(declared, name)) continue;
          const names = Object.keys(declared);
          const advice = names.length === 0 ? 'it has none' : choiceAdvice(name, names);
          yield {
            path,
            offset: given?.offsetOfKey([name]),
            message: `${file} has no parameter "${name}"; ${advice}`,
          };
        }
      }
    },
  },
  {
    code: 'FIS125',
    severity: 'error',
    title: 'a parameter that the document needs is missing',
    explanation:
      'A parameter without default must be given. Systems Manager refuses the execution, so the action fails as soon as it starts.',
    examples: withDocument('{"Duration":"PT5M"}', '{"Function":"hello"}'),
    source: 'automationParameters',
    *check(context) {
      for (const { path, values, declared, file } of fits(context)) {
        if (values === undefined) continue;
        for (const [name, parameter] of Object.entries(declared)) {
          const { default: preset } = asMap(parameter);
          if (!isMap(parameter) || preset !== undefined || Object.hasOwn(values, name)) continue;
          yield { path, message: `misses "${name}", which ${file} needs` };
        }
      }
    },
  },
  {
    code: 'FIS126',
    severity: 'error',
    title: 'a value that the document does not take',
    explanation:
      'The document says which values a parameter may have: by its type, by `allowedValues`, `allowedPattern` and by bounds. Systems ' +
      'Manager checks them when the execution starts, which is on the day.',
    examples: withDocument('{"Function":"hello","Mode":"ENABLE"}', '{"Function":"hello","Mode":"ENABLED"}'),
    source: 'automationParameters',
    *check(context) {
      for (const { path, given, values = {}, declared } of fits(context)) {
        for (const [name, value] of Object.entries(values)) {
          const objection = Object.hasOwn(declared, name)
            ? objectionTo(value, asMap(declared[name]))
            : undefined;
          if (objection === undefined) continue;
          yield { path, offset: given?.offsetOf([name]), message: `"${name}": ${objection}` };
        }
      }
    },
  },
  {
    code: 'FIS127',
    severity: 'error',
    title: 'the action ends before its document does',
    explanation:
      'When `maxDuration` is over, FIS cancels the execution and calls the action completed: the fault is cut short and its clean-up ' +
      'has only two minutes. What counts here is what the document sleeps for certain.',
    examples: withDocument(
      '{"Function":"hello","Duration":"PT5M"}',
      '{"Function":"hello","Duration":"PT4M"}',
    ),
    source: 'experimentActions',
    *check(context) {
      for (const fit of fits(context)) yield* tooShort(fit);
    },
  },
];

function* tooShort({ action, content, values = {}, declared, file }: Fit): Iterable<Problem> {
  const written = action.parameters.get('maxDuration') ?? '';
  const longest = durationSeconds(written);
  if (longest === undefined) return;
  const valueOf = (name: string) => values[name] ?? asMap(declared[name]).default;
  const asleep = certainSleep(content, valueOf);
  if (asleep === 0 || longest > asleep) return;
  const message = `"${written}" is too short: ${file} sleeps ${asleep} s; use more, with time for its other steps`;
  yield { path: [...action.path, 'parameters', 'maxDuration'], message };
}

/** How many seconds the steps sleep from the first one up to the first that branches, loops or ends. */
function certainSleep({ mainSteps }: Parts, valueOf: (name: string) => unknown): number {
  const steps = asList(mainSteps).map(asMap);
  const seen = new Set<Parts>();
  let seconds = 0;
  for (let step = steps[0]; step !== undefined && !seen.has(step); step = next(steps, step)) {
    seen.add(step);
    if (step.action === 'aws:branch' || step.action === 'aws:loop') break;
    if (step.action === 'aws:sleep') seconds += sleepOf(step, valueOf);
    if (step.isEnd === true || step.isEnd === 'true') break;
  }
  return seconds;
}

function next(steps: readonly Parts[], step: Parts): Parts | undefined {
  const name = asText(step.nextStep);
  return name === undefined ? steps[steps.indexOf(step) + 1] : steps.find((other) => other.name === name);
}

function sleepOf({ inputs }: Parts, valueOf: (name: string) => unknown): number {
  const duration = asText(asMap(inputs).Duration) ?? '';
  const name = /^\{\{\s*(\w+)\s*\}\}$/.exec(duration)?.[1];
  return durationSeconds((name === undefined ? duration : asText(valueOf(name))) ?? '') ?? 0;
}

function fits(context: ExperimentContext): Fit[] {
  return context.started.flatMap((started): Fit[] => {
    const document = documentOf(context, started);
    if (document === undefined) return [];
    const { file, content } = document;
    const values = started.given && asMap(started.given.value);
    return [{ ...started, file, content, declared: asMap(content.parameters), values }];
  });
}

function withDocument(wrong: string, right: string): Examples {
  const examples = templates({ actions: startDocument(wrong) }, { actions: startDocument(right) });
  return { ...examples, alone: false };
}
