import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Trouble } from './say.mjs'

/** The folder of the project. */
export const projectDir = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Reads `.env` of the project; what the environment already says wins. */
export function loadDotEnv() {
  const file = join(projectDir, '.env')
  if (!existsSync(file)) return
  try {
    process.loadEnvFile(file)
  } catch (error) {
    throw new Trouble(
      `读不了设置文件 .env:${error.message}。请检查文件权限。`,
      `Cannot read the settings file .env: ${error.message}. Check its permissions.`,
    )
  }
}

/** @returns {string} the absolute DATA_DIR, made if missing */
export function dataDirectory() {
  const dir = resolve(projectDir, process.env.DATA_DIR || '.data')
  try {
    mkdirSync(dir, { recursive: true })
  } catch (error) {
    throw new Trouble(
      `不能写入数据目录 ${dir}(DATA_DIR):${error.code}。请换一个目录或修正权限。`,
      `Cannot write the data folder ${dir} (DATA_DIR): ${error.code}. Choose another folder or mend its permissions.`,
    )
  }
  return dir
}

/** A program of an installed package, run by this Node. @param {string} path inside node_modules */
export function packageFile(path) {
  return join(projectDir, 'node_modules', path)
}
