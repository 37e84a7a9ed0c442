import type { CheerioAPI } from 'cheerio';
import { descendants, type MarkupNode, textLength } from './node.ts';

const NEVER_SHOWN =
  'script, style, noscript, template, link, meta, object, iframe, [hidden], [aria-hidden="true"], input[type="hidden"]';
const FURNITURE = 'nav, aside, footer, [role="navigation"], [role="banner"], [role="contentinfo"], [role="search"]';
/** Words of class and id names that site builders give to what surrounds an article. */
const FURNITURE_NAME =
  /(?:^|[-_\s])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|sidebar|aside|foot|footer|footers|copyright|share|sharebox|pager|pagination|toolbar|topbar|search|searchbox|related|friendlinks?|links|qrcode|ewm|dqwz|dangqian|banner|login)(?:$|[-_\s\d])/i;
/** A part with more of the page's text than this is the article, whatever it is called. */
const SHARE_OF_ARTICLE = 0.4;
const LINK_LIST = 'ul, ol, div, dl, td, p, li, section';
/** A list of links: at least this many, holding this share of its text. */
const LINKS = 4;
const SHARE_OF_LINKS = 0.7;
const HIDDEN_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/**
 * Takes from a page, in place, what is not its article: scripts, hidden parts, navigation, link lists, head and foot of the
 * site. What is unsure stays: a stray line does less harm than a lost table. A part with most of the text is never taken.
 */
export function keepMainContent($: CheerioAPI): void {
  $(NEVER_SHOWN).remove();
  $('[style]').each((_, element) => {
    if (HIDDEN_STYLE.test($(element).attr('style') ?? '')) $(element).remove();
  });
  const body = $('body')[0];
  if (!body) return;
  const total = textLength(body);
  const isArticle = (node: MarkupNode): boolean => holdsTable(node) || textLength(node) > total * SHARE_OF_ARTICLE;
  $(FURNITURE).each((_, element) => {
    if (!isArticle(element)) $(element).remove();
  });
  $('body > header, header:has(nav)').each((_, element) => {
    if (!isArticle(element) && $(element).find('h1').length === 0) $(element).remove();
  });
  $('[class], [id]').each((_, element) => {
    const names = `${$(element).attr('class') ?? ''} ${$(element).attr('id') ?? ''}`;
    if (FURNITURE_NAME.test(names) && !isArticle(element)) $(element).remove();
  });
  $(LINK_LIST).each((_, element) => {
    if (isLinkList(element) && !isArticle(element)) $(element).remove();
  });
}

function isLinkList(node: MarkupNode): boolean {
  const links = descendants(node, 'a');
  if (links.length < LINKS) return false;
  const linked = links.reduce((sum, link) => sum + textLength(link), 0);
  return linked >= textLength(node) * SHARE_OF_LINKS;
}

/** A table with figures, not one that lays out a menu. */
function holdsTable(node: MarkupNode): boolean {
  return descendants(node, 'table').some((table) => descendants(table, 'td').length >= 6 && !isLinkList(table));
}
