/** The page before its script fills it: no text of a document, no inline script or style. */
export function toPage(language: 'zh' | 'en'): string {
  const [tag, title] = language === 'zh' ? ['zh-CN', '核对：逐条复核'] : ['en', 'hedui: review of findings'];
  return `<!doctype html>
<html lang="${tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/page/main.js"></script>
</head>
<body>
<header id="top"></header>
<main>
<section id="list"></section>
<section id="evidence"></section>
<section id="detail"></section>
</main>
</body>
</html>
`;
}
