import { createHash } from 'node:crypto';
import { NotModelled } from '../../not-modelled';
import { remember } from '../../../terraform/remember';
import {
  parseAutomationDocument,
  type AutomationContent,
} from '../../../validation/automation-document/automation-document';
import { AwsError } from '../../aws/error';
import type { ResourceModels } from '../../resources/apply';
import { arnOf, type WorldContext } from '../../world-context';
import { describeParameters } from './automation-parameters';

/** What findings call a document that stands in Terraform. */
const FILE = 'aws_ssm_document';

const parseDocument = {
  YAML: remember((text) => parseAutomationDocument(text, 'YAML', FILE).content),
  JSON: remember((text) => parseAutomationDocument(text, 'JSON', FILE).content),
};

/** The actions that are modelled. */
const ACTIONS = ['aws:executeScript', 'aws:sleep'];

/** A document as Terraform made it. */
interface Document {
  readonly content: AutomationContent;
  readonly format: 'YAML' | 'JSON';
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string;
}

/** The documents of all regions. */
export class Documents {
  /** By `region name`. */
  private readonly documents = new Map<string, Document>();

  constructor(private readonly world: WorldContext) {}

  /** What a document does; undefined where there is none of that name. */
  contentOf(name: string, region: string): AutomationContent | undefined {
    return this.documents.get(`${region} ${name}`)?.content;
  }

  /**
   * As DescribeDocument answers it. A document that was made by an apply is Active, and has one version (Systems Manager API
   * reference, DocumentDescription).
   * @throws AwsError where there is none
   */
  describe(name: string, region: string): object {
    const document = this.documents.get(`${region} ${name}`);
    if (document === undefined)
      throw new AwsError('InvalidDocument', `Document with name ${name} does not exist.`);
    return {
      Document: {
        Name: name,
        Status: 'Active',
        DocumentType: 'Automation',
        DocumentFormat: document.format,
        DocumentVersion: '1',
        DefaultVersion: '1',
        LatestVersion: '1',
        HashType: 'Sha256',
        Hash: document.hash,
        Parameters: describeParameters(document.content),
      },
    };
  }

  /** How Terraform makes documents. */
  readonly resources: ResourceModels = {
    aws_ssm_document: {
      modelled: ['name', 'content', 'document_type', 'document_format'],
      withoutEffect: ['tags', 'target_type'],
      create: (values, { region, address }) => {
        if (values.text('document_type') !== 'Automation')
          throw new NotModelled('documents other than Automation', address);
        const format = values.optionalText('document_format') ?? 'JSON';
        if (format !== 'YAML' && format !== 'JSON')
          throw new NotModelled(`the document format ${format}`, address);
        const text = values.text('content');
        const content = parseDocument[format](text);
        const unknown = content.mainSteps.find(({ action }) => !ACTIONS.includes(action));
        if (unknown !== undefined)
          throw new NotModelled(`the action ${unknown.action}`, `${address}, step ${unknown.name}`);
        const name = values.text('name');
        const hash = createHash('sha256').update(text).digest('hex');
        this.documents.set(`${region} ${name}`, { content, format, hash });
        return { arn: arnOf(this.world, 'ssm', region, `document/${name}`), id: name, default_version: '1' };
      },
    },
  };
}
