import { documentOf, foundIn } from './automation';

describe('how long a step may take', () => {
  const script = 'inputs: { Runtime: PowerShell 7.4, Script: return }';
  const wait = 'inputs: { Service: ec2, Api: Describe, PropertySelector: $.State, DesiredValues: [a] }';
  const stop = 'inputs: { InstanceIds: [i-1], DesiredState: stopped }';
  const ask = 'inputs: { Approvers: [owner] }';
  const invoke = 'inputs: { FunctionName: hello }';

  it.each([
    ["'aws:executeScript'", `${script}, timeoutSeconds: 600`, null],
    [
      "'aws:executeScript'",
      `${script}, timeoutSeconds: 601`,
      'SSM122 601 seconds are more than a script may run',
    ],
    [
      "'aws:executeScript'",
      `${script}, timeoutSeconds: '601'`,
      'SSM122 601 seconds are more than a script may run',
    ],
    ["'aws:executeAwsApi'", 'inputs: { Service: ec2, Api: Describe }, timeoutSeconds: 25', null],
    [
      "'aws:executeAwsApi'",
      'inputs: { Service: ec2, Api: Describe }, timeoutSeconds: 26',
      'SSM123 26 seconds are never reached: aws:executeAwsApi ends after 25',
    ],
    ["'aws:invokeLambdaFunction'", `${invoke}, timeoutSeconds: 301`, 'SSM123 301 seconds are never reached'],
    [
      "'aws:waitForAwsResourceProperty'",
      wait,
      'SSM121 aws:waitForAwsResourceProperty waits for up to 3600 seconds',
    ],
    ["'aws:waitForAwsResourceProperty'", `${wait}, timeoutSeconds: 60`, null],
    ["'aws:changeInstanceState'", stop, 'SSM121 aws:changeInstanceState waits for up to 3600 seconds'],
    ["'aws:approve'", ask, 'SSM124 aws:approve waits for up to seven days'],
    ["'aws:approve'", `${ask}, timeoutSeconds: 2592000`, null],
    ["'aws:approve'", `${ask}, timeoutSeconds: 2592001`, 'SSM006 2592001 is too large; use at most 2592000'],
    ["'aws:pause'", 'inputs: { }', 'SSM124 aws:pause waits until somebody resumes it'],
    ["'aws:sleep'", 'inputs: { Duration: PT604799S }', null],
    ["'aws:sleep'", 'inputs: { Duration: PT604800S }', 'SSM120'],
  ])('%s with %s', (action, keys, message) => {
    const expected = [message ?? []].flat().map((text) => expect.stringContaining(`3: ${text}`) as string);
    expect(foundIn(documentOf([`name: a, action: ${action}, ${keys}`]))).toEqual(expected);
  });

  it('is not judged where a parameter says it', () => {
    const step = `name: a, action: 'aws:executeScript', ${script}, timeoutSeconds: '{{ Seconds }}'`;
    expect(foundIn(documentOf([step], 'parameters: { Seconds: { type: Integer } }\n'))).toEqual([]);
  });
});
