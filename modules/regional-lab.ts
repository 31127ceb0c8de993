import { Construct } from 'constructs';
import type { CertificateArns } from './certificates';
import { CustomerSimulator } from './customer-simulator';
import type { TemplateFile } from './experiment-template';
import { FaultInjection } from './fault-injection';
import type { Lab, LabRegion } from './lab';
import { RegionalApi } from './regional-api';
import { SafetyNet } from './safety-net';
import type { Archive } from './services/lab-function';

/** The files that every region's part of the lab is made from. */
export interface RegionalLabSources {
  readonly archives: Readonly<Record<'hello' | 'health' | 'loadGen' | 'layer', Archive>>;
  /** The validated Automation document, as it was written. */
  readonly documentText: string;
  readonly templateFile: TemplateFile;
}

/** What a {@link RegionalLab} is made from. */
export interface RegionalLabProps extends RegionalLabSources {
  readonly lab: Lab;
  readonly region: LabRegion;
  readonly certificates: CertificateArns;
}

/** All that stands in one region: the API, its customers, the fault, and what takes the fault away again. */
export class RegionalLab extends Construct {
  readonly region: LabRegion;
  readonly api: RegionalApi;
  readonly customers: CustomerSimulator;
  readonly fault: FaultInjection;
  readonly safetyNet: SafetyNet;

  constructor(scope: Construct, id: string, props: RegionalLabProps) {
    super(scope, id);
    const { lab, region, archives, certificates, documentText, templateFile } = props;
    this.region = region;
    this.api = new RegionalApi(this, 'Api', { lab, region, archives, certificates });
    this.customers = new CustomerSimulator(this, 'customers', { lab, region, archive: archives.loadGen });
    this.fault = new FaultInjection(this, 'fault', {
      lab,
      region,
      api: this.api,
      layerArchive: archives.layer,
      documentText,
      templateFile,
    });
    this.safetyNet = new SafetyNet(this, 'safety_net', { lab, region, fault: this.fault, api: this.api });
  }
}
