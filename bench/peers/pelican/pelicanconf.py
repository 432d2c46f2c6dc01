"""Pelican's settings: articles alone, without feeds, categories and summaries."""

SITENAME, SITEURL = "样报", ""
TIMEZONE, DEFAULT_LANG = "UTC", "zh"
PATH, THEME = "content", "theme"
PLUGIN_PATHS, PLUGINS = ["."], ["epaper"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y-%m-%d}/{pp}/{aid}.html"
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = False
STATIC_PATHS = ["static"]
EXTRA_PATH_METADATA = {
    "static/style.css": {"path": "style.css"},
    **{f"static/img/p{number}.png": {"path": f"img/p{number}.png"} for number in range(6)},
}
DIRECT_TEMPLATES = ["index"]
DEFAULT_PAGINATION = False
USE_FOLDER_AS_CATEGORY, DEFAULT_CATEGORY = False, "news"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = DRAFT_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SUMMARY_MAX_LENGTH = 0
THEME_STATIC_PATHS: list[str] = []
TYPOGRIFY = False
MARKDOWN = {"extensions": ["markdown.extensions.meta"], "extension_configs": {}, "output_format": "html5"}
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True}
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
