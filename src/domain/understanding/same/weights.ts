import type { Letter } from './letter.ts'
import { rarityOf } from './cut.ts'

/** Letters that the counts of everyday words were taken from. */
const BACKGROUND = 4_659
/** So many of them have a term that is no everyday word. */
const RARE = 1.5

/** Words of how one writes and asks, not of what happened. */
const MANNER = new Set(
  '加快 加强 加大 加大力度 力度 步伐 建设 刻不容缓 具体 行动 全覆盖 覆盖 推进 提升 提高 打造 发展 咨询 请问 反映 投诉 举报 希望 建议 请求 恳请 强烈 要求 强烈要求 再次 关于 相关 有关 问题 情况 事宜 疑问 何时 什么时候 能否 是否 为何 为什么 怎么 如何 可以 领导 书记 胡书记 尊敬 您好 你好 谢谢 感谢 政府 部门 相关部门 解决 处理 回复 答复 查处 严重 存在 影响 居民 业主 市民 群众 老百姓 百姓 小区 附近 周边 旁边 长期 一直 多次 合理 合法 进展 无人 没有 附近居民 我们 进行 请求解决 不合理 不作为 监管 落实 关注 重视 督促 整治 诉求 盼望 期待 维护 权益 合法权益 城市 市民 全市 全省 省会 国家 中心 创建 现代 时代'.split(
    ' ',
  ),
)

/** How much a term tells: the rarer among everyday letters and among these, the more. */
export class Weights {
  readonly #df = new Map<string, number>()
  readonly #size: number

  constructor(letters: readonly Letter[]) {
    this.#size = letters.length
    for (const letter of letters)
      for (const term of letter.terms.keys()) this.#df.set(term, (this.#df.get(term) ?? 0) + 1)
  }

  /** In how many of these letters the term stands. */
  count(term: string): number {
    return this.#df.get(term) ?? 0
  }

  of(term: string): number {
    if (MANNER.has(term)) return 0
    const level = rarityOf(term)
    const background = level === null ? RARE : BACKGROUND / 2 ** level
    return Math.log((BACKGROUND + this.#size) / (background + this.count(term)))
  }
}
