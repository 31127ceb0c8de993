import { unlessMissing } from '../../../experiment/aws/unless-missing';
import { awsError } from '../support/fake-aws';

it('what is not there is told by the errors that say so, and by no other', async () => {
  const gone = Promise.reject(awsError('ResourceNotFoundException', 'no such function'));
  await expect(unlessMissing(gone, 'ResourceNotFoundException')).resolves.toBeNull();
  const refused = Promise.reject(awsError('AccessDeniedException', 'not authorized'));
  await expect(unlessMissing(refused, 'ResourceNotFoundException')).rejects.toThrow('not authorized');
  await expect(unlessMissing(Promise.resolve(1), 'ResourceNotFoundException')).resolves.toBe(1);
});
