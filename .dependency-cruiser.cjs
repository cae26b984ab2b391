// Who may import whom. Each rule says what to do instead.

/** Libraries without I/O, clock or randomness. A new one is added here on purpose, after a look inside it. */
const pure = [
  'zod',
  'date-fns',
  '@date-fns/tz',
  'chinese-days',
  '@fluent/bundle',
  '@node-rs/jieba',
  'opencc-js',
  'pinyin-pro',
  'flatbush',
  'point-in-polygon-hao',
]

/** @param {string[]} names */
const packages = (names) => `node_modules/(${names.map((name) => name.replace('/', '\\/')).join('|')})/`

const library = { prisma: ['@prisma/.*', 'prisma', 'pg'], queue: ['bullmq', 'ioredis'] }

/** Everything a folder may import; whatever else it imports is forbidden. */
function only(name, { from, allowed, comment }) {
  return { name, severity: 'error', comment, from, to: { pathNot: allowed } }
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Move what both need into a third file that imports neither, or pass it as an argument.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      comment: 'Move the helper out of tests/ into src/lib, or into the script that needs it.',
      from: { pathNot: '^(tests|bot-scripts)/' },
      to: { path: '^(tests|bot-scripts)/' },
    },
    {
      name: 'no-unknown',
      severity: 'error',
      comment: 'The file or package does not exist: mend the path, or add the package to package.json.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|\\?)' },
    },
    {
      name: 'no-dev-package-in-product',
      severity: 'error',
      comment:
        'src/ runs without devDependencies: move the package to dependencies, or the code to bot-scripts/.',
      from: { path: '^src/', pathNot: '\\.test\\.' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm', 'type-only'],
      },
    },
    {
      name: 'no-other-channel',
      severity: 'error',
      comment: 'A channel knows itself and channels/shared. What two channels need goes to channels/shared.',
      from: { path: '^src/channels/([^/]+)/', pathNot: '^src/channels/shared/' },
      to: { path: '^src/channels/[^/]+/', pathNot: ['^src/channels/$1/', '^src/channels/shared/'] },
    },
    {
      name: 'prisma-only-in-store',
      severity: 'error',
      comment: 'Ask for what you need through a port in src/app/ports.ts and implement it in src/store.',
      from: { path: '^src/', pathNot: ['^src/store/', '^src/(context|main)\\.ts$', '^src/jobs/'] },
      to: { path: packages(library.prisma) },
    },
    {
      name: 'queue-only-in-jobs',
      severity: 'error',
      comment:
        'Wake workers through the queue port in src/app/ports.ts; BullMQ and ioredis stay in src/jobs.',
      from: { path: '^src/', pathNot: ['^src/jobs/', '^src/(context|main)\\.ts$'] },
      to: { path: packages(library.queue) },
    },
    only('domain-is-pure', {
      // Weights that come with the program are a module in all but name.
      from: { path: '^src/domain/', pathNot: '^src/domain/understanding/(?:model|same/gist)/shipped\\.ts$' },
      allowed: ['^src/(domain|lib)/', packages(pure)],
      comment:
        'The domain decides; it does not read or send. Take facts as arguments, return effects as data, and act in src/app or at an edge.',
    }),
    only('app-knows-domain-and-lib', {
      from: { path: '^src/app/' },
      allowed: ['^src/(app|domain|lib)/', packages(pure), '^(node:)?util$'],
      comment:
        'A use case names what it needs in src/app/ports.ts; src/context.ts hands in the implementation.',
    }),
    only('channel-knows-ports', {
      from: { path: '^src/channels/[^/]+/' },
      allowed: [
        '^src/channels/',
        '^src/(domain|lib)/',
        '^src/app/ports[^/]*\\.ts$',
        'node_modules/',
        '^(node:)?[a-z_/]+$',
      ],
      comment:
        'A channel translates and transports: it hands events to a port and renders notices. Use cases, store and jobs are not its business.',
    }),
    only('channel-registry-knows-channels', {
      from: { path: '^src/channels/[^/]+$' },
      allowed: ['^src/channels/', '^src/(domain|lib)/', '^src/app/ports[^/]*\\.ts$'],
      comment:
        'The registry only lists the channels; building them with settings is the work of src/context.ts.',
    }),
    only('store-knows-app-domain-lib', {
      from: { path: '^src/store/' },
      allowed: [
        '^src/(store|app|domain|lib)/',
        packages(library.prisma),
        packages(pure),
        '^(node:)?[a-z_/]+$',
      ],
      comment:
        'The store implements ports of src/app. What it needs from elsewhere comes as an argument from src/context.ts.',
    }),
    only('jobs-know-app-domain-lib', {
      from: { path: '^src/jobs/' },
      allowed: [
        '^src/(jobs|app|domain|lib)/',
        packages(library.queue),
        packages(['pg', '@types/pg']),
        packages(pure),
        '^(node:)?[a-z_/]+$',
      ],
      comment: 'A worker calls one use case of src/app. Put the work there and keep the queue here.',
    }),
    only('llm-knows-ports', {
      from: { path: '^src/llm/' },
      allowed: ['^src/llm/', '^src/app/ports[^/]*\\.ts$', '^src/lib/', packages(['zod'])],
      comment:
        'src/llm only speaks to the model. What is asked, and what may be used of the answer, is decided in src/app/second-opinion.',
    }),
    only('http-knows-app-domain-lib', {
      from: { path: '^src/http/' },
      allowed: ['^src/(http|app|domain|lib)/', 'node_modules/', '^(node:)?[a-z_/]+$'],
      comment:
        'A route validates, calls one use case of src/app and renders the result. Put the rest into the use case.',
    }),
    only('console-knows-domain', {
      from: { path: '^src/console/' },
      allowed: ['^src/(console|domain)/', '^src/http/.*wire\\.ts$', 'node_modules/'],
      comment:
        'The pages run in a browser: share types and tables of the domain and the shapes in a wire.ts, and ask for the rest over HTTP.',
    }),
    only('wire-is-pure', {
      from: { path: '^src/http/.*wire\\.ts$' },
      allowed: ['^src/domain/', packages(pure)],
      comment: 'A wire.ts is bundled into the pages: it holds shapes only. Put what serves them beside it.',
    }),
    only('lib-knows-nothing', {
      from: { path: '^src/lib/' },
      allowed: ['^src/lib/', 'node_modules/', '^(node:)?[a-z_/]+$'],
      comment:
        'lib has no product words: pass product things in as arguments, or move the file to the domain.',
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^src/store/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
