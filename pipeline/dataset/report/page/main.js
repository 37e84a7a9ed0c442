/** @type {import('../page-data.ts').PageIndex} */
const index = JSON.parse(document.getElementById('index')?.textContent ?? '');
const list = document.createElement('ol');
for (const row of index.rows) {
  const item = document.createElement('li');
  item.id = `f-${row[0]}`;
  item.textContent = `${index.files[row[5]]} ${row[8]} ${row[9]} ${row[10]}`;
  list.append(item);
}
document.body.append(list);
