import { AwsApi } from '../../../rehearsal/aws/api';
import { NotModelled } from '../../../rehearsal/not-modelled';
import { VirtualClock } from '../../../rehearsal/time/virtual-clock';

const role = { principal: { roleArn: 'arn:aws:iam::123456789012:role/reader' }, region: 'us-east-1' };
const operator = { principal: 'operator', region: 'us-east-1' } as const;

function shelf(allowed: (action: string, resource: string) => boolean) {
  const clock = new VirtualClock(0);
  const authorize = jest.fn((_role: string, action: string, resource: string) => allowed(action, resource));
  const api = new AwsApi(clock, authorize);
  const run = jest.fn(() => 'read');
  const resources = () => ['arn:book/1', 'arn:book/2'];
  const context = () => ({ 'shelf:Colour': 'red' });
  api.register('shelf', {
    ReadBook: { resources, context, run },
    Lend: { action: 'shelf:Give', resources, run },
  });
  const call = (...parameters: Parameters<AwsApi['call']>) => clock.run(api.call(...parameters));
  return { api, clock, authorize, run, call };
}

describe('an AWS API', () => {
  it('lets the operator do everything, without asking', async () => {
    const { call, authorize } = shelf(() => false);
    await expect(call('shelf', 'ReadBook', {}, operator)).resolves.toBe('read');
    expect(authorize).not.toHaveBeenCalled();
  });

  it('takes its time', async () => {
    const { call, clock } = shelf(() => true);
    await call('shelf', 'ReadBook', {}, operator);
    expect(clock.now()).toBe(100);
  });

  it('never carries out what its caller does not live to see carried out', async () => {
    const { call, clock, run } = shelf(() => true);
    const gone = new AbortController();
    clock.after(50, () => gone.abort());
    await expect(call('shelf', 'ReadBook', {}, { ...operator, gone: gone.signal })).rejects.toMatchObject({
      name: 'RequestExpired',
    });
    expect(run).not.toHaveBeenCalled();
    const late = new AbortController();
    clock.after(150, () => late.abort());
    await expect(call('shelf', 'ReadBook', {}, { ...operator, gone: late.signal })).resolves.toBe('read');
  });

  it('asks for every resource of the request, with the values of its condition keys', async () => {
    const { call, authorize } = shelf(() => true);
    await expect(call('shelf', 'ReadBook', {}, role)).resolves.toBe('read');
    expect(authorize.mock.calls).toEqual([
      [role.principal.roleArn, 'shelf:ReadBook', 'arn:book/1', { 'shelf:Colour': 'red' }],
      [role.principal.roleArn, 'shelf:ReadBook', 'arn:book/2', { 'shelf:Colour': 'red' }],
    ]);
  });

  it('asks for the action of an operation whose action is called otherwise', async () => {
    const { call } = shelf((action) => action === 'shelf:Give');
    await expect(call('shelf', 'Lend', {}, role)).resolves.toBe('read');
  });

  it('answers AccessDeniedException, and does nothing, where one resource is not allowed', async () => {
    const { call, run } = shelf((_action, resource) => resource !== 'arn:book/2');
    await expect(call('shelf', 'ReadBook', {}, role)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `${role.principal.roleArn} is not authorized to perform: shelf:ReadBook on resource: arn:book/2`,
      $metadata: { httpStatusCode: 403 },
    });
    expect(run).not.toHaveBeenCalled();
  });

  it.each([
    ['shelf', 'BurnBook'],
    ['cellar', 'ReadBook'],
  ])('refuses %s:%s, which it does not have, by name', async (service, operation) => {
    const { call } = shelf(() => true);
    const refused = call(service, operation, {}, operator);
    await expect(refused).rejects.toThrow(
      `the rehearsal does not model the operation ${service}:${operation}`,
    );
    await expect(refused).rejects.toBeInstanceOf(NotModelled);
  });

  it('ends the run at something that is not modelled, although the caller catches the error', async () => {
    const { api, clock } = shelf(() => true);
    const careless = async (): Promise<void> => {
      await api.call('shelf', 'BurnBook', {}, role).catch(() => undefined);
      await clock.sleep(1_000);
    };
    await expect(clock.run(careless())).rejects.toThrow('shelf:BurnBook');
    expect(clock.now()).toBe(0);
  });
});
