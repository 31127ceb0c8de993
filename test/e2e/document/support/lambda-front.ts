import { AwsError } from '../../../../rehearsal/aws/error';
import type { LambdaCall } from './lambda-call';
import type { LambdaRules } from './lambda-rules';
import type { Answer } from './moto-lambda';

/**
 * What befalls a call, instead of an answer: `refused` with an error, the connection `reset`, `silence`, or the script `killed`.
 * `carriedOut` tells whether Lambda had done by then what it was asked.
 */
export type Failure =
  | { readonly kind: 'refused'; readonly error: AwsError }
  | { readonly kind: 'reset' | 'silence' | 'killed'; readonly carriedOut: boolean };

/** What the script hears. */
export type Heard =
  ({ readonly kind: 'answer' } & Answer) | { readonly kind: Exclude<Failure['kind'], 'refused'> };

/** Decides, before each call, what befalls it. */
export type Disturb = (
  call: LambdaCall,
  number: number,
) => Failure | undefined | Promise<Failure | undefined>;

/** Lambda as scripts meet it for one function: rules, trouble, and a record of both. */
export class LambdaFront {
  /** All calls, in the order of their arrival. */
  readonly calls: LambdaCall[] = [];
  /** The calls that were carried out. */
  readonly carriedOut: LambdaCall[] = [];
  /** The names of all errors that were answered. */
  readonly refusals: string[] = [];
  private disturb: Disturb = () => undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly rules: LambdaRules) {}

  /** Lets `disturb` decide from now on; calls are counted from 1 again. */
  disturbCalls(disturb: Disturb): void {
    const from = this.calls.length;
    this.disturb = (call, number) => disturb(call, number - from);
  }

  /** Nothing befalls the calls from now on. */
  calmDown(): void {
    this.disturb = () => undefined;
  }

  /** One call at a time: between a rule's look and its change, nothing else changes. */
  answer(call: LambdaCall): Promise<Heard> {
    const heard = this.last.then(() => this.answerNext(call));
    this.last = heard.catch(() => undefined);
    return heard;
  }

  private async answerNext(call: LambdaCall): Promise<Heard> {
    this.calls.push(call);
    const trouble = await this.disturb(call, this.calls.length);
    if (trouble?.kind === 'refused') return this.refuse(trouble.error);
    if (trouble?.carriedOut === false) return trouble;
    try {
      const answer = await this.rules.carryOut(call);
      this.carriedOut.push(call);
      return trouble ?? { kind: 'answer', ...answer };
    } catch (error) {
      if (error instanceof AwsError) return trouble ?? this.refuse(error);
      throw error;
    }
  }

  private refuse({ name, message, $metadata: { httpStatusCode: status } }: AwsError): Heard {
    this.refusals.push(name);
    return { kind: 'answer', status, body: { Type: 'User', message }, error: name };
  }
}
