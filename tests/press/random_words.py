"""Sentences of city life that nobody wrote: small grammars, so that random pages look like a newspaper's.

A template names lists in braces; `{n}`, `{day}`, `{big}`, `{percent}` and `{clock}` are numbers. All choices come from
the caller's `random.Random`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's sentences and headlines."""

    sentences: tuple[str, ...]
    headlines: tuple[str, ...]
    """Short ones; two may be joined into a long one."""
    decks: tuple[str, ...]
    subheads: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    space: str
    """Between sentences."""
    byline: str
    """Template."""
    caption: str
    credit: str


def fill(template: str, grammar: Grammar, rng: random.Random) -> str:
    """A template with its slots filled; slots may hold slots."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name == "day":
            return str(rng.randint(2, 23))
        if name == "n":
            return str(rng.randint(2, 98))
        if name == "big":
            return str(rng.choice((120, 360, 480, 1300, 2600, 9140, 18500)))
        if name == "percent":
            return f"{rng.randint(2, 96)}.{rng.randint(1, 9)}%"
        if name == "clock":
            return f"{rng.randint(6, 21)}:{rng.choice(('05', '20', '30', '45'))}"
        return fill(rng.choice(grammar.words[name]), grammar, rng)

    return re.sub(r"\{(\w+)\}", put, template)


def sentence(grammar: Grammar, rng: random.Random) -> str:
    """One sentence, its full stop included."""
    text = fill(rng.choice(grammar.sentences), grammar, rng)
    return text[0].upper() + text[1:]


CHINESE = Grammar(
    sentences=(
        "{time}，{place}的{thing}{change}，{who}{react}。",
        "{who}告诉记者，{matter}已经办了{n}天，{outcome}。",
        "“{saying}。”{who}说。",
        "{who}说：“{saying}，{saying}！”",
        "据{office}统计，{time}共有{big}人次经过{place}，比上月多了{percent}。",
        "{place}到{place}这一段长{n}.5公里，{clock}以后{change}，{outcome}。",
        "记者在{place}看到，{thing}旁边摆着{n}把椅子、{n}盆花和一块写着“{saying}”的牌子。",
        "{office}的{who}翻开登记本——上面一行一行写着{matter}，最早的一笔记在{n}年前。",
        "{matter}怎么办？{who}想了想，{react}。",
        "按照{office}的安排，{thing}分{n}批{change}；没有赶上的居民，可以在{time}到{place}补办。",
        "这是{place}第{n}次{change}，也是{who}头一回{react}。",
        "有人问{who}，{saying}？{who}{react}，没有马上回答……",
        "《{title}》里写过{place}的{thing}，{who}一直留着那一页。",
        "{time}{clock}，{n}路公交车在{place}停了{n}分钟，司机{react}。",
        "扫码登录“{app}”APP，选{place}，填{n}位编号，{matter}{n}分钟就能查到。",
        "{thing}用的是{tech}，每小时耗电不到{n}度，{office}说{outcome}。",
        "{who}今年{n}岁，在{place}住了大半辈子，对{thing}最熟。",
        "眼下，{place}的{n}户人家里已有{percent}{change}，余下的{outcome}。",
        "不过，{who}也提醒大家：{saying}；{saying}。",
        "{office}表示，{matter}（含{thing}）不收费，{outcome}。",
        "{time}，{who}把{thing}搬到{place}，{react}，又把{matter}从头说了一遍。",
        "“{saying}，”{who}{react}，“{saying}。”",
        "好在{outcome}。",
        "{who}、{who}和{who}约好，{time}一起去{place}。",
    ),
    headlines=(
        "{place}的{thing}回来了",
        "{thing}搬进{place}",
        "{n}路车多停一站",
        "{place}今起试行{matter}",
        "一盏灯照亮{place}",
        "{who}守着{thing}",
        "{matter}少跑一趟",
        "{place}添了{n}把椅子",
        "江边{thing}又响了",
        "老街坊说{matter}",
    ),
    decks=(
        "{office}：{outcome}",
        "{n}户人家最先用上，{time}全部完成",
        "{big}人次{time}经过{place}",
        "{who}说，{saying}",
    ),
    subheads=("{thing}的来历", "{n}把椅子", "{who}的账本", "雨天怎么办", "下一站是{place}", "谁来管{thing}"),
    words={
        "time": ("昨天清晨", "上周六下午", "入冬以来", "本月{day}日", "傍晚时分", "连续三个周末", "11月底", "开学以后"),
        "place": (
            "柳荫路",
            "文渡码头",
            "北门菜市场",
            "东屏山脚",
            "三号粮仓",
            "老邮电所",
            "桂花弄",
            "江心小学",
            "二十四号院",
            "长堤公园",
            "城南旧货市场",
            "望江亭",
        ),
        "thing": (
            "路灯",
            "报刊亭",
            "修伞摊",
            "公用电话",
            "候船廊",
            "旧钟楼",
            "图书角",
            "豆浆车",
            "水文尺",
            "梧桐树",
            "共享雨伞架",
            "露天放映机",
        ),
        "who": (
            "居民贺长顺",
            "值班员小杜",
            "社区医生林渡",
            "摊主老郑",
            "退休教师闻小棠",
            "初二学生程一诺",
            "公交司机周雁",
            "钟表匠方师傅",
            "热线接线员",
            "修车的陆师傅",
        ),
        "office": ("区城管办", "水文站", "市图书馆", "公交三公司", "社区服务站", "园林所", "气象台", "校车调度室"),
        "change": (
            "换了新的",
            "提前半小时开放",
            "全部修好",
            "搬了家",
            "停用检修",
            "重新刷了漆",
            "试运行了一周",
            "改成夜里进行",
        ),
        "react": (
            "笑着摆了摆手",
            "数了两遍",
            "先看了一会儿水",
            "把伞收了起来",
            "往前挪了半步",
            "在本子上画了一个圈",
            "点点头",
            "让大家再等一等",
        ),
        "matter": (
            "老人乘车登记",
            "旧衣回收",
            "晚间停车",
            "冬季供暖报修",
            "阳台种菜",
            "失物招领",
            "垃圾分拣",
            "校门口接送",
            "电梯年检",
        ),
        "outcome": (
            "眼下还算顺当",
            "要看周末的客流再定",
            "年底以前可以全部完成",
            "费用由街道和住户各出一半",
            "效果比预想的好",
            "仍有{n}处没有装完",
            "下雨天也不受影响",
            "多数人表示愿意试一试",
        ),
        "saying": (
            "慢一点不要紧",
            "写清楚了，大家就不问了",
            "这条路我走了{n}年",
            "人多的时候更要排队",
            "东西旧，手艺不旧",
            "谁家没有一两件修不好的东西",
            "先把灯点亮再说",
            "孩子们放学有个去处",
            "不收钱，也不催",
            "能修的就不换",
        ),
        "title": ("江城街巷小志", "水上人家", "一九八四年的冬天", "码头记事"),
        "app": ("江城通", "邻里帮", "Metro Go"),
        "tech": ("LED光源", "5G网络", "Wi-Fi 6模块", "NB-IoT水表", "ISO 9001流程"),
    },
    space="",
    byline="本报记者　{who}",
    caption="{time}，{who}在{place}整理{thing}。",
    credit="程一诺 摄",
)

TRADITIONAL = Grammar(
    sentences=(
        "{time}，{place}的{thing}{change}，{who}{react}。",
        "「{saying}。」{who}說。",
        "{who}說：「{saying}，大家都說『{saying}』。」",
        "據{office}統計，{time}共有{big}人次經過{place}，比上月多了{percent}。",
        "{office}表示，{thing}將分{n}批{change}；{outcome}。",
        "{who}今年{n}歲，在{place}住了大半輩子——對{thing}最熟。",
        "用手機打開「{app}」，選{place}，{n}分鐘就能查到。",
    ),
    headlines=("{place}的{thing}回來了", "{thing}搬進{place}", "{n}號巴士多停一站", "老街坊守著{thing}"),
    decks=("{office}：{outcome}", "{big}人次{time}經過{place}"),
    subheads=("{thing}的來歷", "雨天怎麼辦"),
    words={
        "time": ("昨日清晨", "上週六下午", "入冬以來", "傍晚時分"),
        "place": ("碼頭街", "北門街市", "東屏山腳", "舊郵局", "江心小學", "長堤公園"),
        "thing": ("路燈", "報攤", "補鞋檔", "舊鐘樓", "圖書角", "候船廊"),
        "who": ("居民陳先生", "值班員小杜", "社區醫生林渡", "檔主老鄭", "退休教師"),
        "office": ("水文站", "市立圖書館", "巴士公司", "氣象臺"),
        "change": ("換上新的", "提前半小時開放", "全部修好", "停用檢修"),
        "react": ("笑著擺擺手", "數了兩遍", "把傘收起來", "點點頭"),
        "outcome": ("眼下還算順利", "要看週末人流再定", "年底前可以全部完成"),
        "saying": ("慢一點不要緊", "東西舊，手藝不舊", "先把燈點亮再說", "能修的就不換"),
        "app": ("江城通", "Metro Go"),
    },
    space="",
    byline="本報記者　{who}",
    caption="{who}在{place}整理{thing}。",
    credit="程一諾攝",
)

JAPANESE = Grammar(
    sentences=(
        "{time}、{place}の{thing}が{change}。",
        "「{saying}」と{who}は話す。",
        "{office}によると、{time}に{place}を通った人は{big}人で、前の月より{percent}多い。",
        "{who}は{place}に{n}年住み、{thing}のことならだれよりもくわしい。",
        "スマートフォンのアプリ「Metro Go」で{place}を選ぶと、{n}分ほどで調べられるという。",
        "雨の日はどうするのか。{who}は少し考えてから、「{saying}」とわらった。",
    ),
    headlines=("{place}に{thing}もどる", "{thing}、{place}へ", "バス{n}番が一つ多く止まる"),
    decks=("{office}「{saying}」", "{n}世帯がまず使いはじめる"),
    subheads=("{thing}のいわれ", "雨の日は"),
    words={
        "time": ("きのうの朝", "先週の土曜日", "この冬", "夕方"),
        "place": ("北門の市場", "川べりの公園", "古い郵便局", "中央小学校", "船着き場"),
        "thing": ("街灯", "時計台", "古い黒板", "ピアノ", "図書コーナー"),
        "who": ("住民の田中さん", "駅員の山本さん", "店主の小川さん", "中学二年の森さん"),
        "office": ("市立図書館", "気象台", "バス会社"),
        "change": ("新しくなった", "三十分早く開いた", "すべて直された", "しばらく休む"),
        "saying": ("急がなくてもいい", "道具は古いが、腕は古くない", "まず明かりをつけよう"),
    },
    space="",
    byline="{who}記者",
    caption="{place}で{thing}を直す{who}",
    credit="森撮影",
)

ENGLISH = Grammar(
    sentences=(
        "{time}, the {thing} at {place} was {change}, and {who} {react}.",
        "“{saying},” said {who}, who {react}.",
        "{office} counted {big} people at {place} {when}, up {percent} on the month before.",
        "Nobody at {place} remembers who first asked for the {thing}; the oldest note in the ledger is {n} years old.",
        "The {thing} will be {change} in {n} stages, according to {office}, and neighbours may still object.",
        "“{saying},” {who} said. “{saying}.”",
        "It costs nothing — a fact that {who} repeats to everyone who stops at {place}.",
        "From {place} to {place} it is a twenty-minute walk, or {n} minutes on the No. {n} bus.",
        "But will it last? {who}, {n}, {react} before answering.",
        "{office} expects the work to be finished by spring; until then a half-hourly ferry takes its place.",
    ),
    headlines=(
        "{thing} returns to {place}",
        "Why {place} keeps its {thing}",
        "A bench for {place}",
        "No. {n} bus gets one more stop",
        "Neighbours save the {thing}",
    ),
    decks=("{office} expects {big} visitors by spring", "“{saying},” says the keeper of the {thing}"),
    subheads=("How the {thing} came", "What happens when it rains"),
    words={
        "time": ("On Tuesday morning", "Last weekend", "Shortly after dawn", "For the third winter running"),
        "when": ("last week", "in November", "on Saturday alone"),
        "place": ("Harbour Street", "the north market", "the old post office", "Weir Gardens", "St Anne’s school"),
        "thing": ("clock tower", "street lamp", "reading room", "ferry bell", "bandstand", "umbrella stand"),
        "who": ("Margaret Ashdown", "the caretaker", "a retired tram driver", "Dr. Okafor", "ten-year-old Lily Hart"),
        "office": ("the city council", "the harbour office", "the transport authority", "the public library"),
        "change": ("repaired", "repainted overnight", "moved across the square", "opened half an hour early"),
        "react": ("counted twice", "waved it through", "folded the umbrella", "asked everyone to wait a little longer"),
        "saying": (
            "There is no hurry",
            "If it can be mended, we do not replace it",
            "I have walked this way for {n} years",
            "First light the lamp, then we talk",
        ),
    },
    space=" ",
    byline="By {who}",
    caption="{who} at {place}.",
    credit="Photo: L. Hart",
)

GRAMMARS = {"zh-Hans": CHINESE, "zh-Hant": TRADITIONAL, "ja": JAPANESE, "en": ENGLISH}
