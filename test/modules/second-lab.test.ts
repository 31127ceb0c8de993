import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { refuseSecondLab } from '../../modules/second-lab';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { twoRegions } from './synthesized';

const renamed: LabConfig = { ...twoRegions, name: 'other-lab' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chaos-lab-states-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A state as Terraform writes it, of a lab with those hosts. */
function stateOf(...hosts: readonly string[]): string {
  const instances = hosts.map((domain_name) => ({ schema_version: 0, attributes: { domain_name } }));
  const resource = { mode: 'managed', type: 'aws_api_gateway_domain_name', name: 'us-east-1_own_domain' };
  return JSON.stringify({
    version: 4,
    serial: 7,
    resources: hosts.length > 0 ? [{ ...resource, instances }] : [],
  });
}

/** Looks whether a configuration is refused, in a folder with those files. */
function refusal(config: LabConfig, states: Readonly<Record<string, string>>): string | null {
  for (const [name, text] of Object.entries(states)) writeFileSync(path.join(folder, name), text);
  const file = path.join(folder, 'lab.config.json');
  writeFileSync(file, JSON.stringify(config, null, 2));
  try {
    refuseSecondLab(file, config, path.join(folder, 'cdktf.out'));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a lab that is renamed', () => {
  it('is refused where the state of the old name lies beside, with what can be done', () => {
    const message = refusal(renamed, { 'terraform.chaos-lab.tfstate': stateOf('example.mydomain.com') });
    expect(message).toMatch(
      /lab\.config\.json:2:11: name: "other-lab" would be a second lab at example\.mydomain\.com/,
    );
    expect(message).toContain('terraform.chaos-lab.tfstate has the lab "chaos-lab"');
    expect(message).toContain('rename its state to terraform.other-lab.tfstate');
    expect(message).toMatch(/\[LAB190\]$/);
  });

  it.each(['example.us.mydomain.com', 'example.eu.mydomain.com'])(
    'is refused where no more is left of the old one than %s',
    (host) => {
      expect(refusal(renamed, { 'terraform.chaos-lab.tfstate': stateOf(host) })).toContain(host);
    },
  );

  it('is refused where the old one was cut short after its certificates', () => {
    const state = stateOf('example.mydomain.com').replace(
      'aws_api_gateway_domain_name',
      'aws_acm_certificate',
    );
    expect(refusal(renamed, { 'terraform.chaos-lab.tfstate': state })).toContain('[LAB190]');
  });
});

describe('a lab is not refused', () => {
  it.each([
    ['where there is no other', {}],
    ['for its own state', { 'terraform.other-lab.tfstate': stateOf('example.mydomain.com') }],
    ['where the other has other hosts', { 'terraform.chaos-lab.tfstate': stateOf('sample.mydomain.com') }],
    ['where the other is destroyed', { 'terraform.chaos-lab.tfstate': stateOf() }],
    [
      "for the backup of the other's state",
      { 'terraform.chaos-lab.tfstate.backup': stateOf('example.mydomain.com') },
    ],
    ['for a state that is no JSON', { 'terraform.chaos-lab.tfstate': '<<<<<<< HEAD' }],
    ['for a state that is none', { 'terraform.chaos-lab.tfstate': '[1, null, {"resources": 3}]' }],
    [
      'where both stand half-way, and either is to be destroyed',
      {
        'terraform.chaos-lab.tfstate': stateOf('example.mydomain.com'),
        'terraform.other-lab.tfstate': stateOf('example.mydomain.com'),
      },
    ],
  ])('%s', (_where, states) => {
    expect(refusal(renamed, states)).toBeNull();
  });

  it('where its own state is in S3, for what lies here says nothing', () => {
    const state = { bucket: 'states', key: 'lab.tfstate', region: 'eu-west-1' };
    const states = { 'terraform.chaos-lab.tfstate': stateOf('example.mydomain.com') };
    expect(refusal({ ...renamed, state }, states)).toBeNull();
  });

  it('where the folder of its states is still to be made', () => {
    const file = path.join(folder, 'lab.config.json');
    expect(() => refuseSecondLab(file, renamed, path.join(folder, 'none', 'cdktf.out'))).not.toThrow();
  });
});
