import { AwsError } from '../../../../rehearsal/aws/error';
import { labs, onlyFailure, type PreflightLab } from '../support';

const deploy = labs();

const HELLO = 'chaos-lab-hello';

/** What the check of the targets says of the one function that cannot carry the fault. */
async function refusal(lab: PreflightLab): Promise<string> {
  const result = onlyFailure(await lab.preflight());
  expect(result).toMatchObject({ name: 'targets', passed: false });
  expect(result.measured).toContain('chaos-lab-health: nodejs22.x, arm64, 0 of 5 layers');
  return `${result.measured.split('; chaos-lab-health')[0] ?? ''} → ${result.advice}`;
}

/**
 * Lambda answers this about the function, in place of what the World has.
 * @param versions those that it says it of; `undefined` is `$LATEST`
 */
async function configuredAs(
  change: object,
  versions: readonly (string | undefined)[] = [undefined, '1'],
): Promise<PreflightLab> {
  const lab = await deploy();
  lab.answer('GetFunctionConfiguration', async (input, region) => {
    const found = (await lab.world.send('lambda', region, 'GetFunctionConfiguration', input)) as object;
    const isIt = input.FunctionName === HELLO && region === 'us-east-1';
    return isIt && versions.includes(input.Qualifier as string | undefined) ? { ...found, ...change } : found;
  });
  return lab;
}

/** The layer of us-east-1 says of itself. */
function layer(change: object) {
  return deploy({
    edit: ({ resource }) => {
      for (const each of Object.values(resource.aws_lambda_layer_version ?? {})) Object.assign(each, change);
    },
  });
}

describe('a target that cannot carry the fault', () => {
  it('has five layers already', async () => {
    const lab = await configuredAs({
      Layers: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ Arn: `arn:${name}` })),
    });
    expect(await refusal(lab)).toBe(
      `${HELLO}: it has 5 layers already, and Lambda allows 5 → ${HELLO}: take one of its layers away`,
    );
  });

  it('has variables that leave no room for those of the fault', async () => {
    const lab = await deploy();
    await lab.addVariable(HELLO, 'BIG', 'x'.repeat(3732));
    lab.release(HELLO);
    expect(await lab.preflight()).toContainEqual(
      expect.objectContaining({
        name: 'targets',
        measured: expect.stringContaining('4096 of 4096') as unknown,
      }),
    );
    await lab.addVariable(HELLO, 'BIG', 'x'.repeat(3733));
    lab.release(HELLO);
    expect(await refusal(lab)).toBe(
      `${HELLO}: its variables would take 4097 bytes with the fault, and Lambda allows 4096 → ${HELLO}: shorten its variables by 1 or more bytes`,
    );
  });

  it.each([
    ['strings', (json: string) => json],
    ['lists of one', (json: string) => json.replaceAll(/(\\"\w+\\"):(\\".*?\\")/g, '$1:[$2]')],
  ])('is judged by what its template asks the document to attach, in %s', async (_what, written) => {
    const longer = (action: object): unknown =>
      JSON.parse(
        written(
          JSON.stringify(action).replace(
            String.raw`\"LatencySeconds\":\"60\"`,
            String.raw`\"LatencySeconds\":\"60.12\",\"Probability\":\"0.5\"`,
          ),
        ),
      );
    const lab = await deploy({
      edit: ({ resource }) => {
        for (const template of Object.values(resource.aws_fis_experiment_template ?? {}))
          template.action = (template.action as object[]).map(longer).reverse();
      },
    });
    const targets = (await lab.preflight()).find(({ name }) => name === 'targets');
    // 361 bytes are those of a delay of 60 s with a probability of 1.
    expect(targets?.measured).toContain(`${HELLO}: nodejs22.x, arm64, 0 of 5 layers, 366 of 4096 bytes`);
  });

  it("starts through another layer's /opt/bootstrap", async () => {
    const lab = await deploy();
    await lab.addVariable(HELLO, 'AWS_LAMBDA_EXEC_WRAPPER', '/opt/bootstrap');
    expect(await refusal(lab)).toContain(
      `${HELLO}: it starts through /opt/bootstrap of another layer, which the extension would hide`,
    );
  });

  it('is being updated', async () => {
    const lab = await deploy();
    await lab.update(HELLO, { Layers: [] }, { settles: false });
    expect(await refusal(lab)).toBe(
      `${HELLO}: it is being updated → ${HELLO}: wait until whoever deploys has done so`,
    );
  });

  it.each([
    [
      { PackageType: 'Image' },
      'it is a container image (Image), and layers can be added to zip packages only',
    ],
    [{ State: 'Inactive', StateReason: 'idle' }, 'its state is Inactive: idle'],
    [
      { LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'no subnet' },
      'its last update is Failed: no subnet',
    ],
    [{ Runtime: 'python3.13' }, 'it runs on python3.13, and the extension works on Node.js runtimes only'],
    [
      { Runtime: 'provided.al2023' },
      'it runs on provided.al2023, and the extension works on Node.js runtimes only',
    ],
  ])('is %j', async (change, reason) => {
    expect(await refusal(await configuredAs(change))).toContain(`${HELLO}: ${reason}`);
  });

  it('serves other code and another configuration than those of $LATEST', async () => {
    const lab = await configuredAs({ CodeSha256: 'released', Timeout: 60 }, ['1']);
    await lab.addVariable(HELLO, 'TOKEN', 'secret');
    expect(await refusal(lab)).toBe(
      `${HELLO}: alias live serves version 1, which differs from $LATEST in code, time-out, variables (TOKEN): ` +
        'attaching would put what is unreleased into service → ' +
        `${HELLO}: release $LATEST (publish it, and point the alias at that version), or make it again what is served`,
    );
    lab.release(HELLO);
    expect((await lab.preflight()).every(({ passed }) => passed)).toBe(true);
  });

  it.each<[string, readonly (string | undefined)[]]>([
    ['$LATEST', [undefined]],
    ['1', ['1']],
  ])('keeps the variables of %s from whoever asks, which are not taken for none', async (version, asked) => {
    const Error = { ErrorCode: 'AccessDeniedException', Message: 'no kms:Decrypt' };
    const lab = await configuredAs({ Environment: { Error }, KMSKeyArn: 'arn:key' }, asked);
    expect(await refusal(lab)).toBe(
      `${HELLO}: the variables of version ${version} cannot be read (AccessDeniedException: no kms:Decrypt) → ` +
        `${HELLO}: allow these credentials, and the role of the document, kms:Decrypt on arn:key`,
    );
  });

  it('serves $LATEST', async () => {
    const lab = await deploy();
    lab.world.functionNamed(HELLO, 'us-east-1').pointAlias('live', '$LATEST');
    expect(await refusal(lab)).toContain(`${HELLO}: the alias live points at $LATEST`);
  });

  it('has no alias', async () => {
    const lab = await deploy();
    lab.answer('GetAlias', (input, region) => {
      if (input.FunctionName === HELLO) throw new AwsError('ResourceNotFoundException', 'no alias', 404);
      return lab.world.send('lambda', region, 'GetAlias', input);
    });
    expect(await refusal(lab)).toContain(`${HELLO}: there is no alias live → publish a version`);
  });

  it('has every reason at once, and each is named', async () => {
    const lab = await configuredAs({ PackageType: 'Image', LastUpdateStatus: 'InProgress' }, [undefined]);
    expect(await refusal(lab)).toMatch(
      /^chaos-lab-hello: it is being updated; chaos-lab-hello: it is a container/,
    );
  });
});

describe('a target on which the fault may do nothing', () => {
  const WRAPPER = 'AWS_LAMBDA_EXEC_WRAPPER';
  /** The result of the check, which lets the game day start. */
  async function warning(lab: PreflightLab): Promise<{ measured: string; advice: string }> {
    const result = (await lab.preflight()).find(({ name }) => name === 'targets');
    expect(result?.passed).toBe(true);
    return result ?? { measured: '', advice: '' };
  }
  /** The template asks the document for something else than 60 s in every invocation. */
  function asking(from: string, to: string) {
    return deploy({
      edit: ({ resource }) => {
        for (const template of Object.values(resource.aws_fis_experiment_template ?? {}))
          template.action = JSON.parse(JSON.stringify(template.action).replaceAll(from, to)) as unknown;
      },
    });
  }
  const latencyOf = (seconds: string) =>
    asking(String.raw`\"LatencySeconds\":\"60\"`, String.raw`\"LatencySeconds\":\"${seconds}\"`);

  it('starts through a wrapper already', async () => {
    const lab = await configuredAs({ Environment: { Variables: { [WRAPPER]: '/opt/datadog_wrapper' } } });
    const { measured, advice } = await warning(lab);
    expect(measured).toContain(
      `${HELLO}: it starts through the wrapper /opt/datadog_wrapper, and where that one does not start the program that it is given, the fault does not strike`,
    );
    expect(advice).toBe(
      `${HELLO}: see in the report whether the fault struck (In effect), or take ${WRAPPER} away for the game day`,
    );
  });

  it('has an empty wrapper, which is none', async () => {
    const lab = await configuredAs({ Environment: { Variables: { [WRAPPER]: '' } } });
    expect((await warning(lab)).advice).toBe('');
  });

  it('is held back for less than it may take, and than a checker waits', async () => {
    const { measured, advice } = await warning(await latencyOf('1.5'));
    expect(measured).toContain(
      `${HELLO}: 1.5 s of latency fail nobody: it times out after 10 s, and Route 53's checkers wait 2 s`,
    );
    expect(advice).toContain(`${HELLO}: let the template hold invocations back for 10 s or more`);
  });

  it.each(['1.51', '2'])('is too slow for a checker, or may be with the way: %s s', async (seconds) => {
    expect((await warning(await latencyOf(seconds))).advice).toBe('');
  });

  it('is never struck, by a probability of 0', async () => {
    const lab = await asking(
      String.raw`\"LatencySeconds\":\"60\"`,
      String.raw`\"LatencySeconds\":\"60\",\"Probability\":\"0.0\"`,
    );
    expect((await warning(lab)).measured).toContain(
      `${HELLO}: with a probability of 0 the fault strikes no invocation`,
    );
  });

  it('does none of that as the lab is deployed', async () => {
    expect((await warning(await deploy())).advice).toBe('');
  });
});

it('says which key the role of the document must be allowed to use: that only Lambda can tell', async () => {
  const lab = await deploy({
    edit: ({ resource }) => {
      for (const each of Object.values(resource.aws_lambda_function ?? {})) each.kms_key_arn = 'arn:key';
    },
  });
  const targets = (await lab.preflight()).find(({ name }) => name === 'targets');
  expect(targets?.passed).toBe(true);
  expect(targets?.measured).toContain(
    "live at version 1, encrypted with arn:key, which the document's role must be allowed to use; chaos-lab-health",
  );
});

describe('the layer', () => {
  it('runs on every Node.js, whatever runtimes it says it is for: Lambda attaches it to any', async () => {
    const lab = await deploy({
      edit: ({ resource }) => {
        for (const each of Object.values(resource.aws_lambda_layer_version ?? {}))
          each.compatible_runtimes = ['nodejs20.x'];
        for (const each of Object.values(resource.aws_lambda_function ?? {})) each.runtime = 'nodejs24.x';
      },
    });
    const targets = (await lab.preflight()).find(({ name }) => name === 'targets');
    expect(targets).toMatchObject({
      passed: true,
      measured: expect.stringContaining('nodejs24.x') as string,
    });
  });

  it('must support their architecture', async () => {
    const lab = await layer({ compatible_architectures: ['x86_64'] });
    const { name, measured } = onlyFailure(await lab.preflight());
    expect(name).toBe('targets');
    expect(measured).toContain('chaos-lab-hello: it runs on arm64, and the layer supports x86_64;');
  });

  it('that says nothing of itself is taken to support all', async () => {
    const lab = await layer({ compatible_architectures: [] });
    expect((await lab.preflight()).every(({ passed }) => passed)).toBe(true);
  });

  it('must be there', async () => {
    const lab = await deploy();
    lab.refuse('GetLayerVersion', 'ResourceNotFoundException', 'no such layer');
    expect(onlyFailure(await lab.preflight())).toMatchObject({
      name: 'targets',
      passed: false,
      measured: `there is no layer ${lab.us.layerArn}`,
    });
  });

  it('that may not be read says which permission is missing', async () => {
    const lab = await deploy();
    const message = 'User: a is not authorized to perform: lambda:GetLayerVersion on resource: b';
    lab.refuse('GetLayerVersion', 'AccessDeniedException', message);
    expect(onlyFailure(await lab.preflight())).toMatchObject({
      name: 'targets',
      passed: null,
      advice: 'allow these credentials lambda:GetLayerVersion, and run it again',
    });
  });
});
