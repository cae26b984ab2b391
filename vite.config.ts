import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('src/console'),
  plugins: [react()],
  build: {
    outDir: here('dist/console'),
    emptyOutDir: true,
    manifest: true,
    // The strict content policy of the pages allows images from our own address only.
    assetsInlineLimit: 0,
    rollupOptions: { input: { index: here('src/console/index.html'), chat: here('src/console/chat.html') } },
  },
})
