"""What a page keeps on its tablet: a database for each expert."""

from typing import Any

from playwright.async_api import Page

READ = """async () => {
  const found = { entries: [], drafts: [] };
  for (const { name } of await indexedDB.databases()) {
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


async def kept(page: Page) -> int:
    found = await on_tablet(page)
    return len(found["entries"]) + len(found["drafts"])
