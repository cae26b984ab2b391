import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ensureSecretKey } from '../../../src/config.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gridwhistle-key-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const file = () => join(dir, 'data', 'secret.key')
const ensure = (secretKey: string | null = null) =>
  ensureSecretKey({ secretKey, data: { dir: join(dir, 'data') } })

it('makes a key once, for this user only, and keeps it', () => {
  const key = ensure()
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(ensure()).toBe(key)
  expect(readdirSync(join(dir, 'data'))).toEqual(['secret.key'])
})

it('takes the setting first and makes nothing then', () => {
  expect(ensure('from the setting')).toBe('from the setting')
  expect(readdirSync(dir)).toEqual([])
})

it('closes a file that others could read', () => {
  const key = ensure()
  chmodSync(file(), 0o644)
  expect(ensure()).toBe(key)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

it('refuses half a key with a remedy and leaves it', () => {
  ensure()
  writeFileSync(file(), 'abc')
  expect(() => ensure()).toThrow(/secret\.key.*删掉.*Remove/)
  expect(readFileSync(file(), 'utf8')).toBe('abc')
})
