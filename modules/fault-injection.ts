import { LambdaLayerVersion } from '@cdktf/provider-aws/lib/lambda-layer-version';
import { Construct } from 'constructs';
import { CREATE_FIRST } from './create-first';
import { detachOnly } from './detach-only';
import type { TemplateFile } from './experiment-template';
import { attachAndDetach, detach } from './fault-rights';
import type { Lab, LabRegion } from './lab';
import type { RegionalApi } from './regional-api';
import { Automation } from './services/automation';
import { FaultExperiment } from './services/fault-experiment';
import type { Archive } from './services/lab-function';
import { StopAlarms } from './services/stop-alarms';

/** What {@link FaultInjection} is made from. */
export interface FaultInjectionProps {
  readonly lab: Lab;
  readonly region: LabRegion;
  /** The API whose functions are made to fail. */
  readonly api: RegionalApi;
  /** The layer that holds the chaos extension. */
  readonly layerArchive: Archive;
  /** The validated Automation document, as it was written. */
  readonly documentText: string;
  readonly templateFile: TemplateFile;
}

/** Everything with which one region can be made to fail, and be stopped from failing. Nothing happens before someone starts it. */
export class FaultInjection extends Construct {
  /** Attaches the fault, and detaches it. */
  readonly automation: Automation;
  /** Can only detach it. */
  readonly detacher: Automation;
  readonly experiment: FaultExperiment;
  readonly stopAlarms: StopAlarms;
  /** ARN of the layer version that holds the extension. */
  readonly layerVersionArn: string;

  constructor(scope: Construct, id: string, props: FaultInjectionProps) {
    super(scope, id);
    const { lab, region, api } = props;
    const layer = new LambdaLayerVersion(this, 'layer', {
      provider: region.provider,
      layerName: `${lab.config.name}-chaos-extension`,
      description: 'Delays invocations of the function that it is attached to, until it expires',
      ...props.layerArchive,
      // No compatibleRuntimes: it runs on every Node.js runtime, Lambda attaches it to any, and older providers refuse the names of
      // newer runtimes (5.100.0 that of nodejs24.x). The document refuses what is no Node.js.
      compatibleArchitectures: ['arm64', 'x86_64'],
      lifecycle: CREATE_FIRST,
    });
    this.layerVersionArn = layer.arn;
    const rights = { lab, functions: [api.hello, api.health], layerArn: layer.layerArn };
    this.automation = new Automation(this, 'automation', {
      lab,
      region,
      name: 'chaos-extension',
      roleName: 'automation',
      documentText: props.documentText,
      statements: attachAndDetach(rights),
    });
    this.detacher = new Automation(this, 'detacher', {
      lab,
      region,
      name: 'chaos-extension-detach',
      roleName: 'detach',
      documentText: detachOnly(props.documentText),
      statements: detach(rights),
    });
    this.stopAlarms = new StopAlarms(this, 'stop_alarm', { lab, region });
    this.experiment = new FaultExperiment(this, 'experiment', {
      lab,
      region,
      templateFile: props.templateFile,
      automation: this.automation,
      stopAlarms: this.stopAlarms,
      api,
      layerVersionArn: layer.arn,
    });
  }
}
