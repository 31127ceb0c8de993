import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { CREATE_FIRST } from './create-first';
import type { LabRegion } from './lab';

/** What {@link Certificates} are made from. */
export interface CertificatesProps {
  readonly regions: readonly LabRegion[];
  /** The host name that all regions answer at. */
  readonly sharedHost: string;
  /** The hosted zone in which ACM looks for its records. */
  readonly zoneId: string;
  /** Route 53 is global: one provider makes all its records. */
  readonly globalProvider: AwsProvider;
}

/** The ARNs of a region's certificates, each known once ACM has validated it. */
export interface CertificateArns {
  /** For the region's own host. */
  readonly own: string;
  /** For the host that all regions share. */
  readonly shared: string;
}

/**
 * Two certificates a region, one for each of its hosts, so that a region whose own host changes keeps the other as it is. ACM validates
 * them by DNS, and asks for the same record for the same name in every region of an account (ACM user guide, DNS validation): so a
 * name has one record, whatever certificates there are for it.
 */
export class Certificates extends Construct {
  private readonly validated = new Map<string, CertificateArns>();

  constructor(scope: Construct, id: string, props: CertificatesProps) {
    super(scope, id);
    let sharedRecord: Route53Record | undefined;
    for (const region of props.regions) {
      const shared = this.addCertificate(region, 'shared', props.sharedHost);
      const own = this.addCertificate(region, 'own', region.host);
      sharedRecord ??= this.addRecord(props, props.sharedHost, shared);
      this.validated.set(region.region, {
        shared: this.addValidation(region, 'shared', shared, sharedRecord),
        own: this.addValidation(region, 'own', own, this.addRecord(props, region.host, own)),
      });
    }
  }

  /** The certificates of a region. */
  arnsOf({ region }: LabRegion): CertificateArns {
    const arns = this.validated.get(region);
    if (arns === undefined) throw new Error(`no certificates were made for region ${region}`);
    return arns;
  }

  private addCertificate(
    { region, provider }: LabRegion,
    kind: keyof CertificateArns,
    domainName: string,
  ): AcmCertificate {
    return new AcmCertificate(this, `${region}_${kind}`, {
      provider,
      domainName,
      validationMethod: 'DNS',
      lifecycle: CREATE_FIRST,
    });
  }

  private addValidation(
    { region, provider }: LabRegion,
    kind: keyof CertificateArns,
    certificate: AcmCertificate,
    record: Route53Record,
  ): string {
    return new AcmCertificateValidation(this, `${region}_${kind}_validation`, {
      provider,
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    }).certificateArn;
  }

  private addRecord(
    { globalProvider, zoneId }: CertificatesProps,
    host: string,
    certificate: AcmCertificate,
  ): Route53Record {
    const option = certificate.domainValidationOptions.get(0);
    return new Route53Record(this, `validation_${host.replaceAll('.', '_')}`, {
      provider: globalProvider,
      zoneId,
      name: option.resourceRecordName,
      type: 'CNAME',
      ttl: 60,
      records: [option.resourceRecordValue],
      // What another certificate asks for in the same host's name is not known before it is made, but is the same.
      lifecycle: { ignoreChanges: ['name', 'records'] },
    });
  }
}
