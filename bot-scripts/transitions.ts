import { writeFileSync } from 'node:fs'
import { drawTransitions } from './lib/draw-transitions.ts'

/** Draws docs/transitions.md anew. */
writeFileSync(new URL('../docs/transitions.md', import.meta.url), drawTransitions())
