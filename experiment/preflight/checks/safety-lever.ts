import { GetSafetyLeverCommand, SAFETY_LEVER } from '../../aws/get-safety-lever';
import { fine, wrong, type CheckProps, type Finding } from '../finding';

/**
 * FIS' safety lever lets experiments run in the region that is to fail. The lever is one for the account in a region; engaged, it stops what
 * runs, and what is started then ends `cancelled` (FIS user guide, "Safety levers").
 */
export async function checkSafetyLever({ clients, region: { region } }: CheckProps): Promise<Finding> {
  const { safetyLever } = await clients.fis(region).send(new GetSafetyLeverCommand({ id: SAFETY_LEVER }));
  const { status = 'unknown', reason = '' } = safetyLever?.state ?? {};
  const measured = `the safety lever of FIS in ${region} is ${status}${reason === '' ? '' : `: "${reason}"`}`;
  if (status === 'disengaged') return fine(measured);
  return wrong(
    measured,
    `somebody wants no experiment in this account and region: ask them first. Who is allowed fis:UpdateSafetyLeverState can disengage it: ` +
      `\`aws fis update-safety-lever-state --region ${region} --id ${SAFETY_LEVER} --state status=disengaged,reason="game day"\``,
  );
}
