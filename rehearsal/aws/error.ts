/** An error as an AWS service answers it. The SDKs know it by its name. */
export class AwsError extends Error {
  readonly $fault = 'client';
  readonly $metadata: { readonly httpStatusCode: number };

  /**
   * @param name the exception's name in the service's API, such as `ResourceConflictException`
   * @param message what the service says
   * @param httpStatusCode as the service's API reference gives it for this exception
   */
  constructor(
    override readonly name: string,
    message: string,
    httpStatusCode = 400,
  ) {
    super(message);
    this.$metadata = { httpStatusCode };
  }
}
