/** What each folder may import of ours, besides itself; see docs/architecture.md. Whatever stands in none is left alone. */
const MAY_IMPORT = {
  schemas: [],
  functions: [],
  terraform: [],
  validation: ['schemas'],
  modules: ['validation', 'startup'],
  // The names of the fault's variables stand where they are read.
  experiment: ['validation', 'schemas', 'functions/chaos-extension/faults'],
  report: ['experiment', 'validation'],
  rehearsal: ['experiment', 'terraform', 'validation', 'functions/chaos-extension', 'startup'],
  startup: [],
  scripts: ['.'],
};

/** Rooms of a folder that must not know others of it. */
const MUST_NOT_KNOW = {
  'experiment/journal': ['experiment/(game-day|measure|judge|preflight|lease|denials)'],
  'experiment/judge': ['experiment/(game-day|preflight|restore|lease)'],
  'experiment/measure': ['experiment/(game-day|judge|preflight|restore|lease)'],
  'experiment/preflight': ['experiment/game-day'],
  'experiment/restore': ['experiment/(game-day|preflight)'],
  report: ['experiment/(?!journal|judge|deployment|fault|message-of|restore|time)'],
  'report/content': ['report/(html|text|markdown|chart|files)'],
};

const folders = Object.keys(MAY_IMPORT);
const within = (names) => `^(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'a type that two files share stands in a third, below both',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(MAY_IMPORT)
      .filter(([, allowed]) => !allowed.includes('.'))
      .map(([folder, allowed]) => ({
        name: `${folder}-imports`,
        comment: `${folder}/ may import ${allowed.length === 0 ? 'nothing of ours' : allowed.map((each) => `${each}/`).join(', ')}`,
        severity: 'error',
        from: { path: within([folder]) },
        to: { path: within([...folders, 'test']), pathNot: within([folder, ...allowed]) },
      })),
    ...Object.entries(MUST_NOT_KNOW).map(([room, others]) => ({
      name: `${room.replaceAll('/', '-')}-knows`,
      severity: 'error',
      from: { path: within([room]) },
      to: { path: others.map((other) => `^${other}`).join('|') },
    })),
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)node_modules/|^(cdktf\\.out|reports)/' },
    // The types too: what two files tell each other of each other makes a circle all the same.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
