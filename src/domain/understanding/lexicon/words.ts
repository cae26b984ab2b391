/** Groups of words that several leaves share in their pairs. */

export const BROKEN =
  '坏 损坏 破损 破了 破掉 烂了 烂掉 断 裂 碎 掉了 掉下 脱落 松动 松了 歪 倒 生锈 锈 变形 缺 不见了 没了 丢失 被撞 不能用 用不了 失灵 故障 没反应 年久失修'

export const NOT_LIT =
  '不亮 没亮 不会亮 坏 灭 熄 黑 一闪一闪 闪 忽明忽暗 瞎了 摸黑 看不见 没修 常亮 大白天亮 无电 冇亮 冒得亮 莫亮'

export const WOBBLY =
  '裂 倾斜 斜 歪 鼓包 开裂 裂缝 裂纹 掉砖 掉皮 掉渣 塌 倒 垮 快倒 要倒 欲倒 松 松动 心慌 吓人 害怕 怕人 悬 危险 下沉 漏雨 渗水 变形 往外鼓 站不稳 不牢 危 晃'

export const HANGING = '松 松动 掉 脱落 摇摇欲坠 晃 悬 要掉 快掉 砸 吹 翘 挂着 吊着 开裂 空鼓 危险 坠'

export const BLOCKED =
  '堵 堵塞 堵死 堵住 不通 塞 塞住 淤 淤塞 满 溢 漫 倒灌 返 返水 反水 冒 排不出 下不去 流不动 流出来 外溢'

export const PILED =
  '堆 堆满 成堆 堆积 堆着 一地 满地 到处 没人清 没人收 无人清 没清 未清 乱扔 乱倒 乱丢 大量 好多 偷倒 倾倒 臭 发臭 几天'

export const LOUD =
  '吵 吵死 很吵 太吵 响 好响 大声 声音大 声音很大 噪音 噪声 轰隆 嗡嗡 震 睡不着 睡不好 没法睡 无法入睡 影响休息 扰民 闹 震天 受不了'

export const STINK =
  '臭 恶臭 很臭 发臭 难闻 呛 呛人 刺鼻 味道大 味道重 味道很大 异味 熏 熏人 不敢开窗 开不了窗 恶心'
