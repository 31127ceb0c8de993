import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { asList, asMap, asText } from '../validation/parts';

const FILE_NAME = /^terraform\.(.+)\.tfstate$/;

/** Another lab's state, and what it says. */
export interface LocalState {
  /** Of the lab. */
  readonly name: string;
  readonly file: string;
  /** The names that its APIs answer at. */
  readonly hosts: readonly string[];
}

/** The name of the file of a lab's state, where it is a local one. */
export function localStateFile(name: string): string {
  return `terraform.${name}.tfstate`;
}

/** The folder of local states: beside the output folder, which may be deleted at any time. */
export function localStateFolder(outdir: string): string {
  return path.dirname(path.resolve(outdir));
}

/** The states in a folder that hold something; none where there is no such folder. One that Terraform could not read is not among them. */
export function localStates(folder: string): LocalState[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => {
    const name = FILE_NAME.exec(file)?.[1];
    const resources = name === undefined ? [] : resourcesIn(path.join(folder, file));
    return name === undefined || resources.length === 0 ? [] : [{ name, file, hosts: hostsOf(resources) }];
  });
}

function resourcesIn(file: string): readonly unknown[] {
  try {
    return asList(asMap(JSON.parse(readFileSync(file, 'utf8'))).resources);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** An API's name is taken from its certificate too: a deployment that failed half-way may have that and no more. */
function hostsOf(resources: readonly unknown[]): string[] {
  const hosts = resources
    .map(asMap)
    .filter(({ type }) => type === 'aws_api_gateway_domain_name' || type === 'aws_acm_certificate')
    .flatMap(({ instances }) => asList(instances))
    .flatMap((instance) => asText(asMap(asMap(instance).attributes).domain_name) ?? []);
  return [...new Set(hosts)];
}
