"""Words of other formats, and of editors who write Chinese, with the key or the kind they stand for."""

from __future__ import annotations

ARTICLE = {
    "author": "byline",
    "authors": "byline",
    "headline": "title",
    "subtitle": "deck",
    "subhead": "deck",
    "description": "summary",
    "excerpt": "summary",
    "category": "section",
    "categories": "section",
    "sections": "section",
    "image": "photos",
    "images": "photos",
    "photo": "photos",
    "cover": "photos",
    "type": "kind",
    "keywords": "tags",
    "language": "lang",
    "permalink": "slug",
    "correction": "corrections",
    "retraction": "retracted",
    **dict.fromkeys(("标题", "主题", "主标题", "題目", "题目", "標題", "主標題"), "title"),
    **dict.fromkeys(("引题", "肩题", "眉题", "引題", "肩題", "眉題"), "kicker"),
    **dict.fromkeys(("副题", "副标题", "副題", "副標題"), "deck"),
    **dict.fromkeys(("提要", "摘要", "导读", "内容提要", "導讀"), "summary"),
    **dict.fromkeys(("作者", "记者", "署名", "記者"), "byline"),
    **dict.fromkeys(("电头", "電頭"), "dateline"),
    **dict.fromkeys(("来源", "稿源", "來源"), "source"),
    **dict.fromkeys(("栏目", "版块", "欄目", "專欄", "专栏"), "section"),
    **dict.fromkeys(("类型", "体裁", "類型", "體裁"), "kind"),
    **dict.fromkeys(("图片", "照片", "图", "圖片"), "photos"),
    **dict.fromkeys(("更正", "勘误", "勘誤"), "corrections"),
    **dict.fromkeys(("撤稿", "撤回"), "retracted"),
    **dict.fromkeys(("关键词", "标签", "關鍵詞", "標籤"), "tags"),
    **dict.fromkeys(("下转", "下轉"), "continues_on"),
    "上接": "continued_from",
    "草稿": "draft",
}
PHOTO = {
    "file": "src",
    "path": "src",
    "image": "src",
    "title": "caption",
    "description": "alt",
    "author": "credit",
    **dict.fromkeys(("文件", "图片", "圖片", "檔案"), "src"),
    **dict.fromkeys(("图说", "说明", "图片说明", "圖說", "說明"), "caption"),
    **dict.fromkeys(("作者", "摄影", "摄", "攝影"), "credit"),
}
PERSON = {
    **dict.fromkeys(("姓名", "名字"), "name"),
    **dict.fromkeys(("身份", "职务", "職務"), "role"),
    **dict.fromkeys(("单位", "單位"), "affiliation"),
}
RECORD = {"日期": "date", **dict.fromkeys(("内容", "正文", "內容"), "text"), "原因": "reason"}
"""Of corrections and retractions."""
SETTINGS = {
    "title": "name",
    "ears": "ear",
    **dict.fromkeys(("版名", "名称", "名稱"), "name"),
    **dict.fromkeys(("报眼", "報眼"), "ear"),
    **dict.fromkeys(("通栏", "通欄"), "banner"),
    **dict.fromkeys(("编辑", "责任编辑", "編輯", "責任編輯"), "credits"),
    **dict.fromkeys(("期号", "總期號", "总期号", "期號"), "number"),
    **dict.fromkeys(("版面", "版次"), "pages"),
}
"""Of `page.yaml` and `issue.yaml`."""
PAPER = {
    "title": "name",
    "url": "base_url",
    "baseURL": "base_url",
    "lang": "language",
    "logo": "nameplate",
    **dict.fromkeys(("报名", "名称", "報名", "名稱"), "name"),
    **dict.fromkeys(("语言", "語言"), "language"),
    **dict.fromkeys(("时区", "時區"), "timezone"),
    **dict.fromkeys(("网址", "網址"), "base_url"),
    **dict.fromkeys(("栏目", "欄目"), "sections"),
    **dict.fromkeys(("版面", "版次"), "pages"),
}
KIND = {
    **dict.fromkeys(("column", "editorial", "commentary", "评论", "社论", "言论", "評論", "社論", "言論"), "opinion"),
    **dict.fromkeys(("公示", "公告", "通知", "启事", "声明", "啟事", "聲明", "announcement"), "notice"),
    **dict.fromkeys(("简讯", "短讯", "快讯", "简明新闻", "簡訊", "短訊", "快訊", "news brief"), "brief"),
    **dict.fromkeys(("图片新闻", "图片", "摄影", "圖片新聞", "圖片", "攝影", "picture", "gallery"), "photo"),
    **dict.fromkeys(("广告", "廣告", "ad", "ads", "advertisement"), "advert"),
    **dict.fromkeys(("消息", "通讯", "报道", "新闻", "消息", "通訊", "報導", "新聞", "news", "story"), "article"),
}
