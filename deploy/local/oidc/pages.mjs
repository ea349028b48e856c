// The pages of the local sign-in: who are you? No passwords, since these people are invented.

const STYLE = `
  :root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
  ul { list-style: none; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)) }
  a { display: block; padding: .6rem .8rem; border: 1px solid color-mix(in srgb, currentColor 30%, transparent); border-radius: .5rem; text-decoration: none; color: inherit }
  a:hover, a:focus-visible { outline: 2px solid; outline-offset: 1px }
  small { display: block; opacity: .75 }`;

const escaped = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

const page = (title, body) => `<!doctype html><html lang="ru"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style>
<main><h1>${title}</h1>${body}</main></html>`;

/** Links that sign in as a person, `address` giving each person's link. */
export function peoplePage(people, address) {
  const items = [...people].map(
    ([account, person]) =>
      `<li><a href="${escaped(address(account))}">${escaped(person.name)}<small>${escaped(person.is.ru)}</small></a></li>`,
  );
  const hint =
    "<p>Учебный вход без пароля: люди вымышлены. A sign-in without passwords: these people are invented.</p>";
  return page("Кто вы? · Who are you?", `${hint}<ul>${items.join("")}</ul>`);
}

/** Ends the issuer's session at once: the person has asked for it already, on the product's page. */
export function signOutPage(ctx, form) {
  ctx.body = page(
    "Выход · Signing out",
    `${form}<button autofocus form="op.logoutForm" name="logout" value="yes">Выйти · Sign out</button>
     <script>document.querySelector("button").click()</script>`,
  );
}
