import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias';
import { Construct } from 'constructs';
import type { CertificateArns } from './certificates';
import { ALIAS, type Lab, type LabRegion } from './lab';
import { CustomDomain } from './services/custom-domain';
import { LabFunction, type Archive } from './services/lab-function';
import { RestApi } from './services/rest-api';

/** The paths of the API, which the simulator and the health checks ask too. */
export const PATHS = { hello: '/api/hello', health: '/api/health' } as const;

/** What a {@link RegionalApi} is made from. */
export interface RegionalApiProps {
  readonly lab: Lab;
  readonly region: LabRegion;
  readonly archives: { readonly hello: Archive; readonly health: Archive };
  readonly certificates: CertificateArns;
}

/** The sample service in one region: two functions behind a REST API with two names. */
export class RegionalApi extends Construct {
  readonly hello: LabFunction;
  readonly health: LabFunction;
  /** Answers at the region's own name. */
  readonly ownDomain: CustomDomain;
  /** Answers at the shared name, for those whom Route 53 sends here. */
  readonly sharedDomain: CustomDomain;

  constructor(scope: Construct, id: string, props: RegionalApiProps) {
    super(scope, id);
    const { lab, region, archives, certificates } = props;
    const { provider } = region;
    const shared = { lab, region, timeoutSeconds: lab.config.functions.timeoutSeconds };
    this.hello = new LabFunction(this, 'hello', {
      ...shared,
      name: 'hello',
      description: 'The service: says hello and names its region',
      archive: archives.hello,
    });
    this.health = new LabFunction(this, 'health', {
      ...shared,
      name: 'health',
      description: 'Answers the Route 53 health check of its region',
      archive: archives.health,
    });
    const api = new RestApi(this, 'rest', {
      provider,
      name: lab.config.name,
      description: `The service in ${region.region}`,
      tracing: lab.config.functions.tracing,
      accessLogDays: lab.config.accessLogs === true ? lab.config.functions.logRetentionDays : null,
      routes: [
        {
          method: 'GET',
          path: PATHS.hello,
          alias: this.addAlias('hello_alias', region, this.hello),
          throttle: lab.config.throttle,
        },
        // Not throttled: what a stranger's flood used up would be answered to Route 53's checkers, and the region would fail over.
        { method: 'GET', path: PATHS.health, alias: this.addAlias('health_alias', region, this.health) },
      ],
    });
    this.ownDomain = new CustomDomain(this, 'own_domain', {
      provider,
      domainName: region.host,
      certificateArn: certificates.own,
      api,
    });
    this.sharedDomain = new CustomDomain(this, 'shared_domain', {
      provider,
      domainName: lab.sharedHost,
      certificateArn: certificates.shared,
      api,
    });
  }

  private addAlias(id: string, { provider }: LabRegion, { resource }: LabFunction): LambdaAlias {
    return new LambdaAlias(this, id, {
      provider,
      name: ALIAS,
      description: 'What the API calls',
      functionName: resource.functionName,
      functionVersion: resource.version,
    });
  }
}
