import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import electron, { type ElectronOptions } from 'vite-plugin-electron'
import { defineConfig } from 'vitest/config'
import { licenseList, thirdPartyLicenses } from './resources/packaging/third-party-licenses.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

// The licences of what each bundle took in, joined into one file after each of them.
const licenses = thirdPartyLicenses(path('.'))

/** V8 keeps a program in half the memory, and parses it sooner, when it is all ASCII. */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll(/[^\0-\x7f]/g, escapeUnit)
    }
  },
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Only what holds a native binary stays outside the bundle. */
const external = ['electron', '@photostructure/sqlite', /^node:/]

const mainProcess: ElectronOptions = {
  entry: path('electron/main.ts'),
  onstart: async ({ startup }) => {
    await startup(JSON.parse(process.env.TIDINGS_DEV_ARGUMENTS ?? '["."]'), {
      cwd: path('.'),
      stdio: 'inherit',
    })
  },
  vite: {
    root: path('.'),
    plugins: [licenses, ascii],
    // The numbers of D-Bus come with a WebAssembly module, for which V8 starts a compiler. They do without it.
    define: { WebAssembly: 'undefined' },
    build: {
      outDir: path('dist'),
      emptyOutDir: false,
      target: 'node20',
      minify: true,
      license: { fileName: licenseList('main') },
      rolldownOptions: {
        external,
        transform: { inject: { MessageEvent: [path('electron/feed/message-event.ts'), 'MessageEvent'] } },
        output: {
          entryFileNames: 'main.js',
          // Of what is imported when it is needed. The updater is a fifth of the program, and not needed at the start.
          chunkFileNames: ({ facadeModuleId }) =>
            facadeModuleId?.includes('electron-updater') === true ? 'updater.js' : '[name].js',
          minify: true,
        },
      },
    },
  },
}

// A thread of its own: the main process must not wait for the disk.
const writerThread: ElectronOptions = {
  onstart: () => {},
  vite: {
    root: path('.'),
    plugins: [licenses, ascii],
    build: {
      outDir: path('dist'),
      emptyOutDir: false,
      target: 'node20',
      minify: true,
      license: { fileName: licenseList('writer-worker') },
      lib: { entry: path('electron/store/writer-worker.ts'), formats: ['es'] },
      rolldownOptions: {
        external,
        output: { entryFileNames: 'writer-worker.js', codeSplitting: false, minify: true },
      },
    },
  },
}

// A sandboxed preload must be CommonJS, and in an ESM package that needs the .cjs ending.
const preload: ElectronOptions = {
  onstart: ({ reload }) => reload(),
  vite: {
    root: path('.'),
    plugins: [licenses],
    build: {
      outDir: path('dist'),
      emptyOutDir: false,
      minify: true,
      license: { fileName: licenseList('preload') },
      lib: { entry: path('electron/preload.ts'), formats: ['cjs'] },
      rolldownOptions: {
        external,
        output: { entryFileNames: 'preload.cjs', codeSplitting: false, keepNames: true, minify: true },
      },
    },
  },
}

export default defineConfig({
  root: path('renderer'),
  base: './',
  build: {
    outDir: path('dist/renderer'),
    emptyOutDir: true,
    license: { fileName: licenseList('window') },
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  plugins: [
    react(),
    licenses,
    process.env.VITEST === undefined && electron([writerThread, preload, mainProcess]),
  ],
  test: {
    root: path('.'),
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/hostile/**', 'tests/pictures/**', '**/node_modules/**'],
    restoreMocks: true,
    // Longer than the waits inside a test (tests/support/wait-for.ts), which say what they waited for.
    testTimeout: 60_000,
  },
})
