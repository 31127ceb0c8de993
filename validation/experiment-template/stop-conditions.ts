import { asList, asMap, asText } from '../parts';
import type { ValuePath } from '../findings/finding';
import type { ExperimentContext, ExperimentRule } from './context';
import { startDocument, templates } from './examples';
import { documentValues } from './started-documents';
import { anyPlaceholder } from '../placeholders';

/** Names of parameters whose value is what a fault is done to. */
const subjects = /^(?:function|table|queue|cluster|service|bucket|instance|database)(?:name|id|arn)?s?$/i;

const alarm = (region: string, name: string) =>
  `[{ "source": "aws:cloudwatch:alarm", "value": "arn:aws:cloudwatch:${region}:123456789012:alarm:${name}" }]`;

/** Rules about what stops an experiment, and about regions. */
export const stopConditionRules: readonly ExperimentRule[] = [
  {
    code: 'FIS140',
    severity: 'warning',
    title: 'nothing stops the experiment',
    explanation:
      'With `none` as the only stop condition, the experiment goes on whatever it does to customers. Take an alarm on those who must ' +
      'not be hurt.',
    examples: templates({ stopConditions: '[{ "source": "none" }]' }),
    source: 'stopConditions',
    *check({ stopConditions }) {
      const [first] = stopConditions;
      if (first === undefined || stopConditions.some(({ condition }) => condition.source !== 'none')) return;
      const message =
        '"none" lets the experiment run on whatever happens; name an alarm on customers who must not be hurt';
      yield { path: [...first.path, 'source'], message };
    },
  },
  {
    code: 'FIS141',
    severity: 'error',
    title: 'the ARNs are of different regions',
    explanation:
      'An experiment runs in one region: its documents, its stop alarms, its log group and its resources must all be there. FIS does ' +
      'not find an alarm of another region.',
    examples: templates(
      { actions: startDocument('{}'), stopConditions: alarm('eu-west-1', 'customers') },
      { actions: startDocument('{}'), stopConditions: alarm('us-east-1', 'customers') },
    ),
    source: 'stopConditions',
    *check(context) {
      const arns = [...regionalArns(context)];
      const shares = arns.map((arn) => arns.filter(({ region }) => region === arn.region).length);
      const home = arns[shares.indexOf(Math.max(...shares))];
      for (const { region, path, what } of arns) {
        if (home === undefined || region === home.region) continue;
        const message = `${what} is in "${region}", and ${home.what} in "${home.region}"; an experiment runs in one region`;
        yield { path, message };
      }
    },
  },
  {
    code: 'FIS142',
    severity: 'warning',
    title: 'a stop alarm that bears the name of what is broken',
    explanation:
      'An alarm on the very thing that the fault disturbs always goes off, so it stops every experiment at its beginning, and with a ' +
      'fault that is taken away by a later action, leaves it there. Take an alarm on the customers who should notice nothing.',
    examples: templates(
      {
        actions: startDocument('{"FunctionName":"orders-api"}'),
        stopConditions: alarm('us-east-1', 'orders-api-errors'),
      },
      {
        actions: startDocument('{"FunctionName":"orders-api"}'),
        stopConditions: alarm('us-east-1', 'customers-elsewhere'),
      },
    ),
    source: 'stopConditions',
    *check(context) {
      const broken = brokenNames(context);
      for (const { path, condition } of context.stopConditions) {
        const name = /:alarm:(.+)$/.exec(asText(condition.value) ?? '')?.[1] ?? '';
        const hit = broken.find((thing) => `-${name}-`.toLowerCase().includes(`-${thing.toLowerCase()}-`));
        if (hit === undefined) continue;
        const message = `the alarm "${name}" seems to watch "${hit}", which the experiment breaks; it would stop every run`;
        yield { path: [...path, 'value'], message };
      }
    },
  },
];

/** Rules about where FIS writes what it does. */
export const logRules: readonly ExperimentRule[] = [
  {
    code: 'FIS146',
    severity: 'warning',
    title: 'logs that go nowhere',
    explanation:
      'A `logConfiguration` names a log group, a bucket or both. Without, nothing is left of an experiment after 120 days.',
    examples: templates(
      { more: '"logConfiguration": { "logSchemaVersion": 2 },' },
      {
        more: '"logConfiguration": { "logSchemaVersion": 2, "s3Configuration": { "bucketName": "game-days" } },',
      },
    ),
    source: 'experimentTemplate',
    *check({ template }) {
      const logs = asMap(template.logConfiguration);
      const goes = ['cloudWatchLogsConfiguration', 's3Configuration'].some((key) => Object.hasOwn(logs, key));
      if (Object.keys(logs).length === 0 || goes) return;
      yield {
        path: ['logConfiguration'],
        message: 'names no destination; add cloudWatchLogsConfiguration or s3Configuration',
      };
    },
  },
];

function* regionalArns({ template, actions, targets, stopConditions }: ExperimentContext) {
  const found: { readonly path: ValuePath; readonly what: string; readonly arn: string | undefined }[] = [];
  for (const { path, parameters } of actions) {
    found.push({
      path: [...path, 'parameters', 'documentArn'],
      what: 'the document',
      arn: parameters.get('documentArn'),
    });
  }
  for (const { path, condition } of stopConditions) {
    found.push({ path: [...path, 'value'], what: 'the stop alarm', arn: asText(condition.value) });
  }
  for (const [name, { resourceArns }] of targets) {
    for (const [index, arn] of asList(resourceArns).entries()) {
      found.push({
        path: ['targets', name, 'resourceArns', index],
        what: `a resource of "${name}"`,
        arn: asText(arn),
      });
    }
  }
  const { logGroupArn } = asMap(asMap(template.logConfiguration).cloudWatchLogsConfiguration);
  const logs = ['logConfiguration', 'cloudWatchLogsConfiguration', 'logGroupArn'];
  found.push({ path: logs, what: 'the log group', arn: asText(logGroupArn) });
  for (const { path, what, arn = '' } of found) {
    const region = /^arn:[^:]*:[^:]*:([a-z]{2}(?:-[a-z]+)+-\d):/.exec(arn)?.[1];
    if (region !== undefined) yield { path, what, region };
  }
}

/** What the experiment breaks, by names of four letters and more that are certain. */
function brokenNames(context: ExperimentContext): string[] {
  const given = [...documentValues(context)].flatMap(({ parameter, item }) =>
    subjects.test(parameter) && typeof item === 'string' ? [item] : [],
  );
  const resources = [...context.targets.values()].flatMap(({ resourceArns }) =>
    asList(resourceArns).flatMap((arn) => asText(arn) ?? []),
  );
  return [...given, ...resources]
    .filter((name) => anyPlaceholder(name) === undefined)
    .map((name) => name.split(/[:/]/).at(-1) ?? '')
    .filter(({ length }) => length >= 4);
}
