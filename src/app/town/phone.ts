export type ReadPhone =
  | { ok: true; phone: string; personal: boolean }
  | { ok: false; why: 'damaged' | 'masked' | 'shape' }

/**
 * A Chinese mobile number (11 digits, `+86` dropped) or a landline (`0594-5551234`, area code optional).
 * Only a mobile number stands for one person.
 */
export function readPhone(cell: string): ReadPhone {
  const typed = cell.normalize('NFKC')
  if (/^\d(\.\d+)?e\+?\d+$/i.test(typed)) return { ok: false, why: 'damaged' }
  if (typed.includes('*')) return { ok: false, why: 'masked' }
  const digits = typed.replace(/[\s().·\-‐-―]/g, '')
  const mobile = /^(?:\+|00)?(?:86)?(1[3-9]\d{9})$/.exec(digits)?.[1]
  if (mobile) return { ok: true, phone: mobile, personal: true }
  const plain = typed.replace(/\s/g, '').replace(/^(?:\+|00)86-?/, '')
  if (/^\(?0\d{2,3}\)?-?\d{7,8}(?:[-转]\d{1,6})?$/.test(plain) || /^\d{7,8}$/.test(plain))
    return { ok: true, phone: plain, personal: false }
  return { ok: false, why: 'shape' }
}
