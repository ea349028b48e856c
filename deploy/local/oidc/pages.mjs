// The pages of the local sign-in: who are you? No passwords, since these people are invented.

// The colours of shared/web/static/tokens.css: this page stands on an origin of its own.
const STYLE = `
  :root { color-scheme: light dark; font: 17px/1.5 "Golos Text", system-ui, sans-serif;
    background: light-dark(#fff, #12161c); color: light-dark(#141a22, #e9ecf1) }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.75rem; line-height: 1.2 }
  ul { list-style: none; padding: 0; display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)) }
  a { display: block; padding: .6rem 0; border-top: 1px solid light-dark(#d8dde4, #343d49); font-weight: 600; color: light-dark(#17408f, #a3c1ff) }
  a:focus-visible, button:focus-visible { outline: 3px solid; outline-offset: 2px }
  small { display: inline-block; width: 100%; font-size: .875rem; font-weight: 400; color: light-dark(#4b5563, #aeb7c4) }
  h2 { font-size: 1.25rem; margin-top: 2rem }
  form { display: grid; gap: 1rem; max-width: 24rem }
  label { display: grid; gap: .25rem; font-weight: 600 }
  input { font: inherit; padding: .5rem; border: 1px solid light-dark(#6b7280, #8b95a5); border-radius: 4px; background: transparent; color: inherit }
  a:focus-visible, input:focus-visible { outline: 3px solid; outline-offset: 2px }
  button { font: inherit; font-weight: 600; padding: .6rem 1.25rem; border: 0; border-radius: 4px; background: light-dark(#17408f, #a3c1ff); color: light-dark(#fff, #0b1a38) }`;

const escaped = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

const page = (title, body) => `<!doctype html><html lang="ru"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style>
<main><h1>${title}</h1>${body}</main></html>`;

/** Somebody of whom nothing is known: who registers in a real sign-in. */
function newPerson(action) {
  return `<h2>Новый человек · A new person</h2>
    <form action="${escaped(action)}"><input type="hidden" name="as" value="new">
    <label>Имя · Name<input name="name" required maxlength="100" value="Новенькая Проба" autocomplete="off"></label>
    <label>Почта · E-mail<input name="email" type="email" maxlength="200" value="proba@example.org" autocomplete="off"></label>
    <button>Зарегистрироваться · Register</button></form>`;
}

/** Links that sign in as a person, `address` giving each person's link; and a form for who is none of them, sent to `action`. */
export function peoplePage(people, address, action) {
  const items = [...people].map(
    ([account, person]) =>
      `<li><a href="${escaped(address(account))}">${escaped(person.name)}<small>${escaped(person.is.ru)}</small></a></li>`,
  );
  const hint =
    "<p>Учебный вход без пароля: люди вымышлены. A sign-in without passwords: these people are invented.</p>";
  return page("Кто вы? · Who are you?", `${hint}<ul>${items.join("")}</ul>${newPerson(action)}`);
}

/** Ends the issuer's session at once: the person has asked for it already, on the product's page. */
export function signOutPage(ctx, form) {
  ctx.body = page(
    "Выход · Signing out",
    `${form}<button autofocus form="op.logoutForm" name="logout" value="yes">Выйти · Sign out</button>
     <script>document.querySelector("button").click()</script>`,
  );
}
