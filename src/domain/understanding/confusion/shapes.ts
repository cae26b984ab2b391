/** Characters that are taken for each other by the eye or by a writing pad; each line of alike ones stands by itself. */
const ALIKE = `
井并 圾极级 栓拴 览缆揽榄 坠堕 蹴触 兰栏拦 汽气 棒捧 灯灯 盖益 暴爆瀑 氏低底 沟钩勾 坏环怀 塌榻蹋 拢扰 洼哇挂 搭塔
抛拋 末未 土士 己已巳 人入八 日曰 干千于 天夫无 大太犬 刀力 贝见 辛幸 冶治 折拆析 没设 侯候 货贷 续绩 洒酒撒 晒洒
壁璧 燥噪躁澡 烧浇晓挠 线钱 掉悼 桩椿 楼搂 棍混 杆秆竿肝 管营菅 拔拨 搬般 换唤 换换 修佟 栋冻练炼 砖转 墙樯 陷馅
倒到 晕晖 障彰 噪嗓 污汚 淤瘀 渗掺 漏 涨胀 渠 埋理 坟坎坑 堵赌睹 塞赛寨 溢益 淹掩俺 泄 泡炮 湿温 滑猾 渣碴 渡度 洪哄
狗够句 猪诸 蚊蛟 鼠 蛇 鸡鸣 鸭鸦 鱼渔 病疯 痛疼 疾 抢抡枪 打扛 推堆 拖拉 欠久 债责 骗 诈炸 盗 偷愉输 赌
车东 库 停亭 牌排 篷蓬 棚 架驾 梯梳 桥挢 栅 窗 窨 箱厢 柜拒 厕侧 厨橱 厂广 工土 园圆 圃 树 枝技 枯 竹
粪类 垃拉 臭 烂拦 脏 尘尖 烟咽 油抽 气乞 味昧 吵炒 响 声 照昭 暗 黑墨 亮 灭 火 伙
健键建 康 药 医 保堡 宝 社杜 区 网 格各革 员 单 元 户 房 屋 室 闸间闹 门 阀 闪
`
const NEIGHBOURS: ReadonlyMap<string, string> = (() => {
  const table = new Map<string, string>()
  for (const group of ALIKE.split(/\s+/))
    for (const char of group)
      for (const other of group)
        if (other !== char && !(table.get(char) ?? '').includes(other))
          table.set(char, (table.get(char) ?? '') + other)
  return table
})()

/** Characters that look like this one. */
export function alike(char: string): string {
  return NEIGHBOURS.get(char) ?? ''
}
