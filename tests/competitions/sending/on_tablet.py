"""What a page keeps on its tablet: a database for each expert."""

from typing import Any

from playwright.async_api import Page

READ = """async () => {
  const found = { entries: [], drafts: [] };
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("marks-")) continue;
    const database = await new Promise((resolve) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => resolve(asked.result);
    });
    const transaction = database.transaction(["entries", "drafts"]);
    for (const store of ["entries", "drafts"]) {
      const all = transaction.objectStore(store).getAll();
      await new Promise((resolve) => { all.onsuccess = resolve; });
      found[store].push(...all.result);
    }
    database.close();
  }
  return found;
}"""


async def on_tablet(page: Page) -> dict[str, list[Any]]:
    """The entries and the drafts of everybody."""
    found: dict[str, list[Any]] = await page.evaluate(READ)
    return found


LOCKS = """async () => {
  const database = await new Promise((resolve) => {
    const asked = indexedDB.open("locks");
    asked.onsuccess = () => resolve(asked.result);
  });
  const found = {};
  for (const store of database.objectStoreNames) {
    const all = database.transaction(store).objectStore(store).getAll();
    await new Promise((resolve) => { all.onsuccess = resolve; });
    found[store] = all.result.map(({ owner, data, key }) =>
      ({ owner, size: data?.byteLength, usages: key?.usages, isExtractable: key?.extractable }));
  }
  database.close();
  return found;
}"""


async def locks(page: Page) -> dict[str, list[Any]]:
    """What is sealed, and the keys that lie here: whose, and what they may do."""
    found: dict[str, list[Any]] = await page.evaluate(LOCKS)
    return found


async def kept(page: Page) -> int:
    found = await on_tablet(page)
    return len(found["entries"]) + len(found["drafts"])
