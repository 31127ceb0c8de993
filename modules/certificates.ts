import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import type { LabRegion } from './lab';

/** What {@link Certificates} are made from. */
export interface CertificatesProps {
  readonly regions: readonly LabRegion[];
  /** Every region's certificate carries this name besides the region's own. */
  readonly sharedHost: string;
  /** The hosted zone in which ACM looks for its records. */
  readonly zoneId: string;
  /** Route 53 is global: one provider makes all its records. */
  readonly globalProvider: AwsProvider;
}

/**
 * One certificate a region, validated by DNS. For one account ACM asks for the same record for the same name in every region (ACM
 * user guide, DNS validation), so the shared name's record is made once, from the first region's certificate.
 */
export class Certificates extends Construct {
  private readonly validated = new Map<string, string>();

  constructor(scope: Construct, id: string, props: CertificatesProps) {
    super(scope, id);
    const { sharedHost } = props;
    const certificates = props.regions.map(
      ({ provider, label, host }) =>
        new AcmCertificate(this, label, {
          provider,
          domainName: host,
          subjectAlternativeNames: [sharedHost],
          validationMethod: 'DNS',
          // A domain keeps its certificate until it has the next one.
          lifecycle: { createBeforeDestroy: true },
        }),
    );
    const [first] = certificates;
    if (!first) return;
    const shared = this.addRecord('shared_host_validation_record', props, first, sharedHost);
    props.regions.forEach(({ provider, label, host }, index) => {
      const certificate = certificates[index] ?? first;
      const own = this.addRecord(`${label}_validation_record`, props, certificate, host);
      const validation = new AcmCertificateValidation(this, `${label}_validation`, {
        provider,
        certificateArn: certificate.arn,
        validationRecordFqdns: [own.fqdn, shared.fqdn],
      });
      this.validated.set(label, validation.certificateArn);
    });
  }

  /** The ARN of a region's certificate, known once ACM has validated it. */
  arnOf(region: LabRegion): string {
    const arn = this.validated.get(region.label);
    if (arn === undefined) throw new Error(`no certificate was made for region ${region.label}`);
    return arn;
  }

  private addRecord(
    id: string,
    props: CertificatesProps,
    certificate: AcmCertificate,
    name: string,
  ): Route53Record {
    return new Route53Record(this, id, {
      provider: props.globalProvider,
      zoneId: props.zoneId,
      name: validationOption(certificate, name, 'resource_record_name'),
      type: 'CNAME',
      ttl: 60,
      records: [validationOption(certificate, name, 'resource_record_value')],
    });
  }
}

/** What ACM asks for in order to validate one of the certificate's names; the options are a set, so they are picked by name. */
function validationOption(certificate: AcmCertificate, name: string, attribute: string): string {
  const options = `aws_acm_certificate.${certificate.friendlyUniqueId}.domain_validation_options`;
  return `\${[for o in ${options} : o.${attribute} if o.domain_name == "${name}"][0]}`;
}
