import { ApiGatewayBasePathMapping } from '@cdktf/provider-aws/lib/api-gateway-base-path-mapping';
import { ApiGatewayDomainName } from '@cdktf/provider-aws/lib/api-gateway-domain-name';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Construct } from 'constructs';
import { CREATE_FIRST } from '../create-first';
import type { RestApi } from './rest-api';

/** What a {@link CustomDomain} is made from. */
export interface CustomDomainProps {
  readonly provider: AwsProvider;
  /** The same name may exist once in every region: that is how latency records can point at each of them. */
  readonly domainName: string;
  /** A validated certificate of the API's own region that carries the name. */
  readonly certificateArn: string;
  /** What answers at the name, from the root path on. */
  readonly api: RestApi;
}

/** A regional custom domain name with the API mapped to it. */
export class CustomDomain extends Construct {
  readonly domainName: string;
  /** Where an alias record of the name points. */
  readonly aliasTarget: { readonly name: string; readonly zoneId: string };
  /** What leads customers to the name depends on this: before it, API Gateway answers them 403. */
  readonly mapping: ApiGatewayBasePathMapping;

  constructor(scope: Construct, id: string, props: CustomDomainProps) {
    super(scope, id);
    const { provider, api } = props;
    const domain = new ApiGatewayDomainName(this, 'Resource', {
      provider,
      domainName: props.domainName,
      regionalCertificateArn: props.certificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
      securityPolicy: 'TLS_1_2',
      lifecycle: CREATE_FIRST,
    });
    this.mapping = new ApiGatewayBasePathMapping(this, 'mapping', {
      provider,
      apiId: api.restApiId,
      stageName: api.stageName,
      domainName: domain.domainName,
      lifecycle: CREATE_FIRST,
    });
    this.domainName = domain.domainName;
    this.aliasTarget = { name: domain.regionalDomainName, zoneId: domain.regionalZoneId };
  }
}
