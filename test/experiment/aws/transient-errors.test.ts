import { isTransient } from '../../../experiment/aws/transient-errors';
import { awsError } from '../support/fake-aws';

it.each([
  ['throttling, by its name', awsError('TooManyRequestsException', '')],
  ['throttling, by its status', { $metadata: { httpStatusCode: 429 } }],
  ['throttling, by the model of the service', { $retryable: { throttling: true } }],
  ['trouble of the service itself', { name: 'ServiceException', $metadata: { httpStatusCode: 503 } }],
  ['a lost connection', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
  ['a name server that does not answer', Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' })],
  ['a network that is away', Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })],
  ['a request that took too long', awsError('TimeoutError', '')],
])('passes: %s', (_what, error) => expect(isTransient(error)).toBe(true));

it.each([
  ['a refusal', Object.assign(awsError('AccessDeniedException', ''), { $metadata: { httpStatusCode: 400 } })],
  ['what is not there', { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } }],
  ['credentials that have expired', awsError('ExpiredTokenException', '')],
  ['credentials that cannot be found', awsError('CredentialsProviderError', '')],
  [
    'a refusal by AWS of a machine whose clock was corrected',
    { name: 'ConditionalCheckFailedException', $metadata: { httpStatusCode: 400, clockSkewCorrected: true } },
  ],
  ['a conflict', { name: 'ResourceConflictException', $metadata: { httpStatusCode: 409 } }],
  ['a mistake of this program', new TypeError('undefined is no function')],
  ['what is no error', 'throttled'],
  ['nothing', null],
])('stays: %s', (_what, error) => expect(isTransient(error)).toBe(false));
