import type { Act } from './types.ts'
