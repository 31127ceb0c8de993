import {
  detacherOf,
  readDeployment,
  regionNamed,
  targetsOf,
} from '../../../experiment/deployment/deployment';
import { deployment, eu, labOutputs, us } from '../support/lab';

/** The lab's outputs with one of them replaced, or taken out where the value is undefined. */
function withOutput(path: readonly (string | number)[], value: unknown): Record<string, unknown> {
  const outputs = labOutputs();
  let parent = outputs;
  for (const part of path.slice(0, -1)) parent = parent[part] as Record<string, unknown>;
  const name = path.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(parent, name);
  else parent[name] = value;
  return outputs;
}

const TEXTS = ['api_url', 'dashboard_name', 'metric_namespace', 'alias'];
const REGION_TEXTS = [
  'region',
  'label',
  'host',
  'health_check_id',
  'experiment_template_id',
  'document_name',
  'automation_role_arn',
  'layer_arn',
  'hello_function',
  'health_function',
  'load_function',
];

describe('detacherOf', () => {
  const [us] = readDeployment(labOutputs()).regions;

  it('is the document that can only detach, with its role', () => {
    const detach = {
      detachDocumentName: 'lab-detach',
      detachRoleArn: 'arn:aws:iam::123456789012:role/detach',
    };
    expect(us && detacherOf({ ...us, ...detach })).toEqual({
      documentName: 'lab-detach',
      roleArn: 'arn:aws:iam::123456789012:role/detach',
    });
  });

  it('is the one that attaches, in a lab that was deployed before there was another', () => {
    expect(us && detacherOf(us)).toEqual({
      documentName: us?.documentName,
      roleArn: us?.automationRoleArn,
    });
  });
});

describe('readDeployment', () => {
  it('reads what Terraform says about the lab', () => {
    expect(readDeployment(labOutputs())).toMatchObject({
      apiUrl: 'https://example.mydomain.com/api/hello',
      alias: 'live',
      fault: { region: 'us-east-1', minutes: 10 },
      regions: [
        { region: 'us-east-1', healthCheckId: 'check-us', requestsPerMinute: 44 },
        { region: 'eu-west-1', experimentTemplateId: 'EXTeu', helloFunction: 'lab-hello' },
      ],
    });
  });

  it.each<[string, (string | number)[], string]>([
    ...TEXTS.map((name): [string, string[], string] => [name, [name], 'a string']),
    ['fault', ['fault'], 'an object'],
    ['fault.region', ['fault', 'region'], 'a string'],
    ['fault.minutes', ['fault', 'minutes'], 'a number'],
    ['regions', ['regions'], 'a list of one or more'],
    ...REGION_TEXTS.map((name): [string, (string | number)[], string] => [
      `regions[1].${name}`,
      ['regions', 1, name],
      'a string',
    ]),
    ['regions[1].requests_per_minute', ['regions', 1, 'requests_per_minute'], 'a number'],
    ['regions[1].stop_alarm_names', ['regions', 1, 'stop_alarm_names'], 'a list of strings'],
  ])('names %s where it is missing or of another type', (name, path, wanted) => {
    const reason = (found: string) =>
      `the deployment's output ${name} ${found}, and should be ${wanted}: is it the lab that was deployed?`;
    expect(() => readDeployment(withOutput(path, undefined))).toThrow(reason('is missing'));
    expect(() => readDeployment(withOutput(path, true))).toThrow(reason('is true'));
    expect(() => readDeployment(withOutput(path, null))).toThrow(reason('is null'));
  });

  it('has one worker in a region of a lab that was deployed before there were several', () => {
    const [first] = readDeployment(withOutput(['regions', 0, 'workers'], undefined)).regions;
    expect(first).toMatchObject({ requestsPerMinute: 44, workers: 1 });
    const [several] = readDeployment(withOutput(['regions', 0, 'workers'], 3)).regions;
    expect(several).toMatchObject({ workers: 3, stopAlarmNames: ['lab-customers-outside-us'] });
    expect(() => readDeployment(withOutput(['regions', 0, 'workers'], '3'))).toThrow(
      'output regions[0].workers is "3", and should be a number',
    );
  });

  it('does without the rule of the safety net where the outputs of an earlier lab do not name it', () => {
    const [before] = readDeployment(withOutput(['regions', 0, 'safety_net_rule'], undefined)).regions;
    expect(before).not.toHaveProperty('safetyNetRule');
    const [named] = readDeployment(withOutput(['regions', 0, 'safety_net_rule'], 'lab-ended')).regions;
    expect(named).toMatchObject({ safetyNetRule: 'lab-ended' });
    expect(() => readDeployment(withOutput(['regions', 0, 'safety_net_rule'], 7))).toThrow(
      'output regions[0].safety_net_rule is 7, and should be a string',
    );
  });

  it('names an alarm that is no string', () => {
    expect(() => readDeployment(withOutput(['regions', 0, 'stop_alarm_names'], [1]))).toThrow(
      'output regions[0].stop_alarm_names is [1], and should be a list of strings',
    );
  });

  it('names a region that is no object', () => {
    expect(() => readDeployment(withOutput(['regions', 0], null))).toThrow(
      'output regions[0] is null, and should be an object',
    );
  });
});

it('takes a deployment without any region for none: all would be proven of them', () => {
  expect(() => readDeployment(withOutput(['regions'], []))).toThrow(
    "the deployment's output regions is [], and should be a list of one or more: is it the lab that was deployed?",
  );
});

describe('regionNamed', () => {
  it.each(['eu', 'eu-west-1'])('finds a region by %s', (name) => {
    expect(regionNamed(deployment, name)).toBe(eu);
  });

  it('lists the regions of the lab where there is none of that name', () => {
    expect(() => regionNamed(deployment, 'asia')).toThrow(
      'the lab has no region asia; it has us (us-east-1), eu (eu-west-1)',
    );
  });
});

it('breaks the functions of the service and of its health check, never the customers', () => {
  expect(targetsOf(us)).toEqual(['lab-hello', 'lab-health']);
});
