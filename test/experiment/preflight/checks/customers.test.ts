import { labs, onlyFailure } from '../support';

const deploy = labs();

describe('the customers', () => {
  it('must be served in every region', async () => {
    const lab = await deploy();
    await lab.addVariable(lab.us.helloFunction, 'AWS_LAMBDA_EXEC_WRAPPER', '/opt/that-is-not-there');
    lab.release(lab.us.helloFunction);
    const result = onlyFailure(await lab.preflight());
    expect(result).toMatchObject({
      name: 'customers',
      passed: false,
      measured: 'us: 0 of 8 requests were served, 8 status_5xx; eu: 5 of 5 requests were served',
    });
    expect(result.advice).toContain('find out why customers in us are not served');
  });

  it('cannot be simulated by a function that fails', async () => {
    const lab = await deploy();
    await lab.addVariable(lab.us.loadFunction, 'API_URL', 'nowhere');
    const result = onlyFailure(await lab.preflight());
    expect(result).toMatchObject({ name: 'customers', passed: false });
    expect(result.measured).toContain('us: chaos-lab-load-gen failed (Unhandled): ');
    expect(result.measured).toContain('API_URL must be like https://example.mydomain.com/api/hello');
  });

  it.each([
    [{ requests: 200, status_2xx: 198, status_5xx: 2 }, true],
    [{ requests: 200, status_2xx: 197, status_5xx: 2, no_response: 1 }, false],
    [{ requests: 0, status_2xx: 0 }, false],
  ])('of whom %j were served: %p', async (totals, passed) => {
    const lab = await deploy();
    lab.answer('Invoke', () => ({ StatusCode: 200, Payload: Buffer.from(JSON.stringify(totals)) }));
    expect(await lab.preflight()).toContainEqual(expect.objectContaining({ name: 'customers', passed }));
  });

  it('are not known from an answer that is none of the simulator', async () => {
    const lab = await deploy();
    lab.answer('Invoke', () => ({ StatusCode: 200, Payload: Buffer.from('hello') }));
    const result = onlyFailure(await lab.preflight());
    expect(result.measured).toContain('us: chaos-lab-load-gen answered "hello", which are no totals');
  });

  it('are not waited for for ever', async () => {
    const lab = await deploy();
    lab.answer('Invoke', () => new Promise(() => undefined));
    const result = onlyFailure(await lab.preflight());
    expect(result).toMatchObject({ name: 'customers', passed: null });
    expect(result.measured).toContain('us: 10 s of requests were not answered for within 70 s');
  });
});
