/** A request's parameters, in the case of the service's own API. */
export type Input = Readonly<Record<string, unknown>>;

/** Who calls: the person who runs the game day (who may do everything), or a role. */
export type Principal = 'operator' | { readonly roleArn: string };

/** Where a call comes from and goes to. */
export interface Call {
  readonly principal: Principal;
  readonly region: string;
  /** Who started the document whose script calls; absent where none does. */
  readonly onBehalfOf?: Principal;
  /**
   * Aborts when the caller is no more: a request that has not been carried out by then never is. AWS refuses one that reaches it more
   * than five minutes after it was signed (IAM user guide, "Signature Version 4"), and nobody is left to send it again.
   */
  readonly gone?: AbortSignal;
}

/** Calls AWS' services: those of the World, or others. */
export interface Caller {
  /**
   * Calls an operation.
   * @throws AwsError as the service would answer it, AccessDeniedException included
   */
  call(service: string, name: string, input: Input, call: Call): Promise<unknown>;
}
