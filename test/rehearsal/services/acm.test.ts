import { NotModelled } from '../../../rehearsal/not-modelled';
import { Acm } from '../../../rehearsal/services/acm';
import { make } from '../support/make';
import { emptyAccount } from '../support/context';

interface Option {
  readonly domain_name: string;
  readonly resource_record_name: string;
}

function certificates() {
  const acm = new Acm(emptyAccount());
  const request = (region: string, ...names: readonly string[]) => {
    const [domain_name, ...subject_alternative_names] = names;
    const settings = { domain_name, subject_alternative_names, validation_method: 'DNS' };
    const made = make(acm.resources, 'aws_acm_certificate', settings, { region });
    return { arn: made.arn as string, options: made.domain_validation_options as Option[] };
  };
  const validate = (arn: string, options: readonly Option[]) => {
    const validation_record_fqdns = options.map(({ resource_record_name: name }) => name.replace(/\.$/, ''));
    return make(acm.resources, 'aws_acm_certificate_validation', {
      certificate_arn: arn,
      validation_record_fqdns,
    });
  };
  const check = (arn: string, name: string, region: string) => () =>
    acm.check(arn, name, region, 'domain.shared');
  return { request, validate, check };
}

describe('a certificate', () => {
  it('that is validated is good for its names in its region', () => {
    const { request, validate, check } = certificates();
    const { arn, options } = request('us-east-1', 'us.lab.com', 'lab.com');
    validate(arn, options);
    expect(check(arn, 'us.lab.com', 'us-east-1')).not.toThrow();
    expect(check(arn, 'lab.com', 'us-east-1')).not.toThrow();
  });

  it.each([
    ['of another region', 'lab.com', 'eu-west-1', true, 'is in us-east-1, and the domain is in eu-west-1'],
    [
      'for another name',
      'eu.lab.com',
      'us-east-1',
      true,
      'is for us.lab.com and lab.com, not for eu.lab.com',
    ],
    ['that is not validated', 'lab.com', 'us-east-1', false, 'is not validated before the domain is made'],
  ])('%s is refused', (_what, name, region, validated, problem) => {
    const { request, validate, check } = certificates();
    const { arn, options } = request('us-east-1', 'us.lab.com', 'lab.com');
    if (validated) validate(arn, options);
    expect(check(arn, name, region)).toThrow(`domain.shared: the certificate ${arn} ${problem}`);
  });

  it('that does not exist is refused', () => {
    expect(certificates().check('arn:none', 'lab.com', 'us-east-1')).toThrow('arn:none does not exist');
  });

  it('is not issued while the record of one of its names is missing', () => {
    const { request, validate, check } = certificates();
    const { arn, options } = request('us-east-1', 'us.lab.com', 'lab.com');
    expect(() => validate(arn, options.slice(0, 1))).toThrow('the validation record of lab.com is missing');
    expect(check(arn, 'us.lab.com', 'us-east-1')).toThrow('is not validated');
  });

  it('has the same validation record as that of the same name in another region', () => {
    const { request } = certificates();
    const us = request('us-east-1', 'lab.com').options;
    expect(request('eu-west-1', 'lab.com').options).toEqual(us);
    expect(request('eu-west-1', 'eu.lab.com').options).not.toEqual(us);
  });

  it('with another validation than by DNS is refused', () => {
    const { resources } = new Acm(emptyAccount());
    const settings = { domain_name: 'lab.com', validation_method: 'EMAIL' };
    expect(() => make(resources, 'aws_acm_certificate', settings)).toThrow(NotModelled);
  });
});
