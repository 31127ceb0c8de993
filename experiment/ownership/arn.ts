/** The parts of an ARN that say whose it is and where it stands; IAM's have no region. */
export interface ArnParts {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** `table/name`, `layer:name:7`, `role/name`. */
  readonly resource: string;
}

/** Takes an ARN apart; parts that it lacks are empty. */
export function arnParts(arn: string): ArnParts {
  const [, partition = '', , region = '', account = '', ...resource] = arn.split(':');
  return { partition, region, account, resource: resource.join(':') };
}
