import tseslint from 'typescript-eslint'

/** Biome formats and finds the quick things; here are the few rules that need types, and the design's own. */
const environmentOnlyInConfig = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'process.env is read in src/config.ts only: add the setting there and take it from Config.',
}

const clockIsAnArgument = 'The domain has no clock: take `now: Date` as an argument.'

const pureDomain = [
  environmentOnlyInConfig,
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clockIsAnArgument },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: clockIsAnArgument,
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'The domain has no randomness: take ids and random values as arguments.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^node:/]',
    message: 'The domain has no I/O: take the data as an argument, and do the I/O at an edge.',
  },
]

const edges = [
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'crypto',
  'console',
]

export default tseslint.config(
  { ignores: ['src/store/generated/**'] },
  {
    files: ['src/**/*.{ts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-syntax': ['error', environmentOnlyInConfig],
    },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...pureDomain],
      'no-restricted-globals': [
        'error',
        ...edges.map((name) => ({
          name,
          message: 'The domain is pure: act at an edge, and pass the result in.',
        })),
      ],
    },
  },
)
