import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Benchmark } from './benchmark';
import { processBenchmark } from './process-benchmark';

const PROJECT = join(__dirname, '..', '..');

/** How many files of each kind are validated in one run: game days that share a folder. */
const COUNTS = { documents: 80, templates: 80, hypotheses: 39 };

/** Two hundred files, each different, start-up included; beside a bare node. */
export const validationBenchmark: Benchmark = {
  measure: (runs) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-validate-'));
    try {
      const files = writeFiles(folder);
      return processBenchmark({
        what: `validation of ${files} files`,
        args: ['startup/start.js', 'scripts/validate.ts', '--quiet', folder],
        budgetSeconds: 2,
      }).measure(runs);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Copies of the lab's own files, each with a number in its description, so that no two have the same text. */
function writeFiles(folder: string): number {
  const document = original('documents/chaos-extension.yaml');
  const template = original('templates/region-latency.json');
  const hypothesis = original('hypotheses/region-failure.json');
  const config = original('lab.config.json');
  const files = [
    ...copies(COUNTS.documents, 'document', 'yaml', (id) => document.replace('Attaches', `${id}: attaches`)),
    ...copies(COUNTS.templates, 'template', 'json', (id) => template.replace('"Adds', `"${id}: adds`)),
    ...copies(COUNTS.hypotheses, 'hypothesis', 'json', (id) =>
      hypothesis.replace('Failure', `${id}: failure`),
    ),
    ...copies(1, 'lab.config', 'json', () => config),
  ];
  for (const { name, text } of files) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return files.length;
}

function copies(
  count: number,
  kind: string,
  extension: string,
  text: (id: string) => string,
): { readonly name: string; readonly text: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    name: join(`game-day-${index % 10}`, `${kind}-${index}.${extension}`),
    text: text(`${kind} ${index}`),
  }));
}

function original(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}
