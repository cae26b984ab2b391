import type { Gone } from './chars.ts'

/**
 * What stands in square brackets where a sticker or a file was, as WeChat, QQ, WeCom, DingTalk and Feishu write it
 * out as text. In plain form: simplified, lower case.
 */
const NAMES = `
微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 酷 冷汗 囧 抓狂 吐 偷笑 愉快 可爱 白眼 傲慢 饥饿 困
惊恐 流汗 憨笑 悠闲 大兵 奋斗 咒骂 疑问 嘘 晕 疯了 折磨 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 糗大了 坏笑 左哼哼 右哼哼 哈欠 鄙视 委屈
快哭了 阴险 亲亲 吓 可怜 菜刀 西瓜 啤酒 篮球 乒乓 咖啡 饭 猪头 玫瑰 凋谢 嘴唇 示爱 爱心 心碎 蛋糕 闪电 炸弹 刀 足球 瓢虫 便便
月亮 太阳 礼物 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 差劲 爱你 no ok 好 爱情 飞吻 跳跳 发抖 怄火 转圈 磕头 回头 跳绳 投降 激动 挥手
乱舞 街舞 献吻 左太极 右太极 笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 加油 汗 天啊 emm 社会社会
旺柴 好的 打脸 哇 翻白眼 666 让我看看 叹气 苦涩 裂开 合十 福 发 红包 爆竹 鞭炮 烟花 庆祝 鲜花 赞 点赞 笑哭 哭 怒 喵喵
双喜 灯笼 发财 k歌 购物 邮件 帅 喝彩 祈祷 棒棒糖 喝奶 下面 香蕉 飞机 开车 左车头 车厢 右车头 多云 下雨 钞票 熊猫 灯泡 风车 闹钟
打伞 彩球 钻戒 沙发 纸巾 药 手枪 青蛙 茶 眨眼睛 泪奔 无奈 卖萌 小纠结 喷血 斜眼笑 doge 惊喜 骚扰 我最美 河蟹 羊驼 栗子 幽灵 蛋
菊花 肥皂 大红包 拜年 托腮 眨眼 糊脸 拍头 扯一扯 舔一舔 蹭一蹭 拽炸天 顶呱呱 抱抱 暴击 开枪 撩一撩 拍桌 拍手 恭喜 干杯 嘲讽
哼 佛系 掐一掐 惊呆 颤抖 啃头 偷看 扇脸 原谅 喷脸 生日快乐 头撞击 甩头 扔狗 加油必胜 加油抱抱 口罩护体 搬砖中 忙到飞起 脑阔疼
沧桑 辣眼睛 哦哟 头秃 问号脸 暗中观察 呵呵哒 我酸了 太南了 辣椒酱 汪汪 击掌 无眼笑 敬礼 狂笑 面无表情 摸鱼 魔鬼笑 哦 请 睁眼
敲开心 震惊 让我康康 摸锦鲤 期待 拿到红包 真好 拜谢 元宝 牛啊 胖三斤 好闪 左拜年 右拜年 红包包 右亲亲 牛气冲天 求红包 谢红包
新年烟花 打call 变形 仔细分析 菜汪 崇拜 比心 吃糖 惊吓 花痴 嫌弃 狗头 么么哒 生气 呆 呵呵 老板 惊愕 自信 你强 怒吼 对勾 送花子
狗子 猫咪 三多 跪了 灵感 加班 出差 请假 钉子 打招呼 收到 感谢 谢谢 辛苦了 辛苦 爱意 玫瑰花 专注 推眼镜 捂脸哭 捂眼睛 天使 吐血
忍者 彩虹 吐舌 大笑 忐忑 感冒 凝视 火箭 广播 一团乱麻 承让 尬笑 恭敬 嘿嘿 赞同 支持 认同 了解 完成 思考 搞定 举手 送心 666666
smile laugh blush drool wink proud cool angry cry sob tears awkward facepalm thumbsup thumbsdown applause praise jiayi +1 like heart
rose beer clap muscle fistbump handshake pray salute thanks done lgtm yeah hug kiss wow shocked sweat sick sleep sleepy
smirk lol rofl trick embarrassed speechless love hundred party fireworks redpacket gift cake coffee finger strong
图片 表情 动画表情 动态表情 视频 照片 相片 小视频 语音 语音消息 文件 链接 网页 位置 地理位置 名片 个人名片 小程序 音乐 转账 收款
语音通话 视频通话 通话 卡片 卡片消息 投票 日程 直播 视频号 闪照 拍一拍 戳一戳 贴纸 收藏 签到 接龙 群接龙 合并转发 image photo
video sticker file voice audio location emoji animation gif media
`

const KNOWN: ReadonlySet<string> = new Set(NAMES.split(/\s+/).filter((name) => name !== ''))
const LONGEST = 8

/** The end of the sticker that begins with this bracket, or -1: [微笑] is one, [3号楼] is none. */
export function stickerEnd(text: string, at: number): number {
  const close = text.slice(at + 1, at + LONGEST + 14).indexOf(']')
  if (close < 1) return -1
  const name = text.slice(at + 1, at + 1 + close)
  const end = at + close + 2
  if (KNOWN.has(name)) return end
  // New stickers come out every month: whoever sends one several times in a row names no place with it.
  const again = text.slice(at, end)
  const twice =
    text.startsWith(again, end) || (at >= again.length && text.startsWith(again, at - again.length))
  return twice && /^[一-龥a-z]{1,8}$/.test(name) ? end : -1
}

/** All stickers of a text, and those that WeChat writes as letters after a slash: /::) /:rose */
export function stickersIn(text: string): Gone[] {
  const parts: Gone[] = []
  if (text.includes('['))
    for (let at = text.indexOf('['); at !== -1; at = text.indexOf('[', at + 1)) {
      const end = stickerEnd(text, at)
      if (end === -1) continue
      parts.push({ start: at, end, fill: ' ' })
      at = end - 1
    }
  if (!text.includes('/:')) return parts
  for (const match of text.matchAll(CODE))
    parts.push({ start: match.index, end: match.index + match[0].length, fill: ' ' })
  return parts.sort((a, b) => a.start - b.start)
}

const CODE =
  /\/:(?::[)~b|<$xz'(@podtqgl+!,>.;&?*-](?:\))?|(?:rose|strong|weak|handclap|sun|moon|ok|no|hug|gift|heart|break|beer|coffee|cake|pig|v|jj|share|shake|love|pd|eat|fade|bome|li|turn|skip|kiss|circle|oo|kotow))/g
