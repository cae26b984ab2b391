import type { Policy } from '../../domain/area/policy.ts'
import { createTextBundle, readFtl, type TextArgs, type TextBundle } from '../../lib/fluent.ts'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** The texts of one language, and which it is. */
export interface Texts {
  locale: Locale
  text(key: string, args?: TextArgs): string
  has(key: string): boolean
}

const SOURCES: Record<Locale, string> = {
  'zh-CN': readFtl(new URL('./zh-CN.ftl', import.meta.url)),
  en: readFtl(new URL('./en.ftl', import.meta.url)),
}

/** All texts with the town's own wording laid over; the town's replace both languages' messages of that key in Chinese only. */
export function createTexts(policy: Pick<Policy, 'texts'>): Record<Locale, Texts> {
  const bundle = (locale: Locale): TextBundle =>
    createTextBundle({ locale, ftl: SOURCES[locale], overrides: locale === 'zh-CN' ? policy.texts : {} })
  const texts = (locale: Locale): Texts => {
    const { text, has } = bundle(locale)
    return { locale, text, has }
  }
  return { 'zh-CN': texts('zh-CN'), en: texts('en') }
}

/** Chinese unless the account speaks something else; a group speaks Chinese. */
export function localeOf(language: string | null): Locale {
  return language !== null && language !== '' && !language.toLowerCase().startsWith('zh') ? 'en' : 'zh-CN'
}
