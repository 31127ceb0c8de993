import { setOutput } from '../../../scripts/outputs/output-overrides';

const outputs = {
  alias: 'live',
  fault: { region: 'us-east-1', minutes: 10 },
  regions: [
    { label: 'us', region: 'us-east-1', stop_alarm_names: ['stop'] },
    { label: 'eu', region: 'eu-west-1' },
  ],
};

it.each([
  ['alias=canary', { alias: 'canary' }],
  ['fault.minutes=5', { fault: { region: 'us-east-1', minutes: 5 } }],
  ['alias=42', { alias: '42' }],
  ['dashboard_url=https://a/?b=c', { dashboard_url: 'https://a/?b=c' }],
])('sets %s and leaves the rest as it is', (assignment, changed) => {
  expect(setOutput(outputs, assignment)).toEqual({ ...outputs, ...changed });
});

it.each(['regions.eu.host=x', 'regions.eu-west-1.host=x', 'regions.1.host=x'])(
  'names a region by its label, its code and its place: %s',
  (assignment) => {
    const [us, eu] = outputs.regions;
    expect(setOutput(outputs, assignment)).toEqual({ ...outputs, regions: [us, { ...eu, host: 'x' }] });
  },
);

it('takes JSON where no text stood before', () => {
  expect(setOutput({}, 'regions.0.stop_alarm_names=["a","b"]')).toEqual({
    regions: [{ stop_alarm_names: ['a', 'b'] }],
  });
});

it('makes a deployment from nothing, one output after the other', () => {
  const set = ['alias=live', 'regions.0.label=us', 'regions.1.label=eu', 'regions.us.requests_per_minute=44'];
  expect(set.reduce<Readonly<Record<string, unknown>>>(setOutput, {})).toEqual({
    alias: 'live',
    regions: [{ label: 'us', requests_per_minute: 44 }, { label: 'eu' }],
  });
});

it.each([
  ['alias', '--set alias: name an output and its value, such as regions.us.experiment_template_id=EXT1'],
  ['=live', '--set =live: name an output and its value'],
  ['regions.asia.host=x', '--set regions.asia.host: there is no asia; use us, eu, 0 to 2'],
  ['regions.5.host=x', '--set regions.5.host: there is no 5; use us, eu, 0 to 2'],
  ['alias.name=x', '--set alias.name: "live" has no name'],
])('refuses %s', (assignment, message) => {
  expect(() => setOutput(outputs, assignment)).toThrow(message);
});

it('changes nothing that it was given', () => {
  const before = structuredClone(outputs);
  setOutput(outputs, 'regions.us.label=usa');
  expect(outputs).toEqual(before);
});
