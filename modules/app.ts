import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { App } from 'cdktf';
import { loadAutomationDocument } from '../validation/automation-document/automation-document';
import { loadExperimentTemplate } from '../validation/experiment-template/experiment-template';
import type { LabConfig } from '../validation/lab-config/lab-config';
import { buildFunctionArchive, buildLayerArchive } from './archive';
import { ChaosLabStack } from './chaos-lab-stack';
import { withUnixLineEnds } from './line-ends';
import { archiveOf } from './services/lab-function';
import { withoutStackTraces } from './without-stack-traces';

const PROJECT = path.join(__dirname, '..');
const DOCUMENT = path.join(PROJECT, 'documents', 'chaos-extension.yaml');
const TEMPLATE = path.join(PROJECT, 'templates', 'region-latency.json');

/**
 * Writes the lab as Terraform, with the archives it uploads beside it, below `outdir`, which is made when it is missing.
 * Returns the path of the stack's `cdk.tf.json`.
 * @throws {InvalidFileError} when the Automation document or the experiment template cannot be used
 */
export function synthesize(config: LabConfig, outdir: string): string {
  const documentText = withUnixLineEnds(loadAutomationDocument(DOCUMENT).text);
  const template = loadExperimentTemplate(TEMPLATE);
  mkdirSync(outdir, { recursive: true });
  const stackDirectory = path.join(outdir, 'stacks', config.name);
  const archiveDirectory = path.join(stackDirectory, 'archives');
  const archive = (file: string) => archiveOf(file, stackDirectory);

  return withoutStackTraces(() => {
    const app = new App({ outdir });
    const stack = new ChaosLabStack(app, config.name, {
      config,
      archives: {
        hello: archive(buildFunctionArchive('hello', archiveDirectory)),
        health: archive(buildFunctionArchive('health', archiveDirectory)),
        loadGen: archive(buildFunctionArchive('load-gen', archiveDirectory)),
        layer: archive(buildLayerArchive(archiveDirectory)),
      },
      documentText,
      templateFile: { path: TEMPLATE, template },
    });
    app.synth();
    return path.join(outdir, app.manifest.forStack(stack).synthesizedStackPath);
  });
}
