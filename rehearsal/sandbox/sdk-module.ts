import type { AwsApi } from '../aws/api';
import type { Call } from '../aws/call';

/**
 * A package of the AWS SDK for JavaScript, as far as a function uses it: `new XClient({ region }).send(new YCommand(input))`.
 * @param service the service's name in the World's API, such as `cloudwatch`
 * @param caller the function's role and region
 */
export function sdkModule(api: AwsApi, service: string, caller: Call): object {
  return new Proxy(
    {},
    {
      get: (_target, name) => {
        if (typeof name !== 'string') return undefined;
        if (name.endsWith('Command')) return commandClass(name.slice(0, -'Command'.length));
        return name.endsWith('Client') ? clientClass(api, service, caller) : undefined;
      },
    },
  );
}

interface SentCommand {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

function commandClass(operation: string): unknown {
  return class implements SentCommand {
    readonly operation = operation;

    constructor(readonly input: SentCommand['input']) {}
  };
}

function clientClass(api: AwsApi, service: string, caller: Call): unknown {
  return class {
    private readonly region: string;

    constructor(settings: { readonly region?: string } = {}) {
      this.region = settings.region ?? caller.region;
    }

    send({ operation, input }: SentCommand): Promise<unknown> {
      return api.call(service, operation, input, { ...caller, region: this.region });
    }
  };
}
