import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** react-aria brings its words in 34 languages; the portal speaks two. */
function ourLanguagesOnly(): Plugin {
  const foreign = /[\\/]intl[\\/]\w+[\\/](?!fr-FR|en-US)[a-z]{2}-[A-Z]{2}\.mjs$/;
  return {
    name: 'our-languages-only',
    enforce: 'pre',
    load: { filter: { id: foreign }, handler: () => 'export default {};' },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), ourLanguagesOnly()],
  build: {
    target: 'es2022',
    // The policy of the gateway allows no data: fonts or scripts; each asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // The portal takes labels and ranges from the mappings, not their schemas: what it does not use stays out.
      treeshake: { moduleSideEffects: (id) => !/[\\/](fhir-mappings|typebox)[\\/]/.test(id) },
    },
  },
});
