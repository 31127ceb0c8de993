import type { Clients } from '../../../experiment/aws/clients';

/** A request to AWS. */
export interface Call {
  readonly service: string;
  readonly region: string;
  /** `GetExperiment`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Answer = (input: Readonly<Record<string, unknown>>, call: Call) => unknown;

/** Clients that answer by the operation's name, and remember what they were asked. */
export class FakeAws {
  readonly calls: Call[] = [];
  private readonly answers = new Map<string, Answer>();
  private readonly checks = new Map<string, () => unknown>();

  readonly clients = {
    fis: (region: string) => this.client('fis', region),
    lambda: (region: string) => this.client('lambda', region),
    cloudwatch: (region: string) => this.client('cloudwatch', region),
    ssm: (region: string) => this.client('ssm', region),
    dynamodb: (region: string) => this.client('dynamodb', region),
    route53: () => this.client('route53', 'global'),
    sts: () => this.client('sts', 'global'),
  } as unknown as Clients;

  /** Answers an operation from now on; what the answer throws is what the client rejects with. */
  on(operation: string, answer: Answer): this {
    this.answers.set(operation, answer);
    return this;
  }

  /** How an operation is answered so far. */
  answerOf(operation: string): Answer {
    const answer = this.answers.get(operation);
    if (answer === undefined) throw new Error(`nobody answers ${operation}`);
    return answer;
  }

  /** Has a say before an operation is answered from now on: what it throws is what the client rejects with. */
  before(operation: string, check: () => unknown): this {
    this.checks.set(operation, check);
    return this;
  }

  /** What an operation was asked, in order. */
  sent(operation: string): Readonly<Record<string, unknown>>[] {
    return this.calls.filter((call) => call.operation === operation).map(({ input }) => input);
  }

  private client(service: string, region: string) {
    return {
      send: async (command: { readonly input: Readonly<Record<string, unknown>> }): Promise<unknown> => {
        const operation = command.constructor.name.replace(/Command$/, '');
        const call = { service, region, operation, input: command.input };
        this.calls.push(call);
        const check = this.checks.get(operation);
        if (check !== undefined) await check();
        const answer = this.answers.get(operation);
        if (answer === undefined) throw new Error(`nobody expected ${service} ${operation} in ${region}`);
        return await Promise.resolve(answer(command.input, call));
      },
    };
  }
}

/** An error as the SDK throws it. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
