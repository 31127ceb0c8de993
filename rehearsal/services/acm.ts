import { drawn } from '../chance';
import { NotModelled } from '../not-modelled';
import { arnOf, type WorldContext } from '../world-context';
import type { ResourceModels } from '../resources/apply';

interface Certificate {
  readonly region: string;
  readonly names: readonly string[];
  issued: boolean;
}

const HEX = '0123456789abcdef';

/** Certificates, validated by DNS. The validation record of a name is the same in every region of an account. */
export class Acm {
  private readonly certificates = new Map<string, Certificate>();
  private readonly random;

  constructor(private readonly world: WorldContext) {
    this.random = world.random('acm');
  }

  /** @throws Error as API Gateway would refuse the certificate: of another region, for other names, or not yet issued */
  check(arn: string, name: string, region: string, address: string): void {
    const certificate = this.certificates.get(arn);
    const problem =
      certificate === undefined
        ? 'does not exist'
        : certificate.region !== region
          ? `is in ${certificate.region}, and the domain is in ${region}`
          : !certificate.names.includes(name)
            ? `is for ${certificate.names.join(' and ')}, not for ${name}`
            : certificate.issued
              ? null
              : 'is not validated before the domain is made';
    if (problem !== null) throw new Error(`${address}: the certificate ${arn} ${problem}`);
  }

  /** How Terraform makes them. */
  readonly resources: ResourceModels = {
    aws_acm_certificate: {
      modelled: ['domain_name', 'subject_alternative_names', 'validation_method'],
      withoutEffect: ['tags', 'key_algorithm', 'options'],
      create: (values, { region, address }) => {
        if (values.text('validation_method') !== 'DNS')
          throw new NotModelled('a validation other than by DNS', address);
        const names = [
          ...new Set([values.text('domain_name'), ...values.texts('subject_alternative_names')]),
        ];
        const arn = arnOf(this.world, 'acm', region, `certificate/${drawn(this.random, 32, HEX)}`);
        this.certificates.set(arn, { region, names, issued: false });
        const options = names.map((name) => ({
          domain_name: name,
          resource_record_name: validationName(name),
          resource_record_type: 'CNAME',
          resource_record_value: `_${Buffer.from(name).toString('hex')}.acm-validations.aws.`,
        }));
        return { arn, id: arn, domain_validation_options: options };
      },
    },
    aws_acm_certificate_validation: {
      modelled: ['certificate_arn', 'validation_record_fqdns'],
      create: (values, { address }) => {
        const arn = values.text('certificate_arn');
        const certificate = this.certificates.get(arn);
        if (certificate === undefined) throw new Error(`${address}: there is no certificate ${arn}`);
        const records = values.texts('validation_record_fqdns').map(withoutDot);
        const missing = certificate.names.find((name) => !records.includes(withoutDot(validationName(name))));
        if (missing !== undefined)
          throw new Error(`${address}: the validation record of ${missing} is missing`);
        certificate.issued = true;
        return { certificate_arn: arn };
      },
    },
  };
}

function validationName(name: string): string {
  return `_acm.${name}.`;
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '');
}
