import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isolated } from '../../support/context';
import { Terraform } from '../../support/terraform';
import { PROVIDER_OVERRIDE } from '../../support/tools';
import type { Account } from './account';
import { archiveOf } from './moto-lambda';

/** How somebody keeps a function in Terraform. */
export interface ColleaguesFunction {
  readonly name: string;
  /** What Terraform leaves to others. */
  readonly ignoredChanges?: readonly string[];
}

/** Somebody with a function and an alias in a Terraform of their own, which has nothing to do with the lab's. */
export class Colleague {
  private constructor(
    readonly terraform: Terraform,
    private readonly props: ColleaguesFunction & { readonly role: string },
  ) {}

  /** Applies it to an account for the first time, with code that says `1`. */
  static async deploy(account: Account, folder: string, props: ColleaguesFunction): Promise<Colleague> {
    const terraform = new Terraform(folder, isolated({ AWS_ENDPOINT_URL: account.url }));
    const colleague = new Colleague(terraform, { ...props, role: account.role });
    writeFileSync(path.join(folder, PROVIDER_OVERRIDE.name), PROVIDER_OVERRIDE.text);
    colleague.writeCode('1');
    writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(colleague.configuration()));
    await terraform.init();
    await terraform.apply();
    return colleague;
  }

  /** Writes other code, which is not deployed yet. Returns the archive. */
  writeCode(text: string): string {
    const archive = archiveOf(text);
    writeFileSync(path.join(this.terraform.folder, 'code.zip'), Buffer.from(archive, 'base64'));
    return archive;
  }

  private configuration(): object {
    const { name, role, ignoredChanges = [] } = this.props;
    return {
      provider: {
        aws: { region: 'us-east-1', skip_credentials_validation: true, skip_requesting_account_id: true },
      },
      resource: {
        aws_lambda_function: {
          orders: {
            function_name: name,
            role,
            runtime: 'nodejs22.x',
            handler: 'index.handler',
            filename: 'code.zip',
            source_code_hash: '${filebase64sha256("code.zip")}',
            publish: true,
            environment: { variables: { COLOUR: 'red' } },
            ...(ignoredChanges.length === 0 ? {} : { lifecycle: { ignore_changes: ignoredChanges } }),
          },
        },
        aws_lambda_alias: {
          live: {
            name: 'live',
            function_name: '${aws_lambda_function.orders.function_name}',
            function_version: '${aws_lambda_function.orders.version}',
          },
        },
      },
    };
  }
}
