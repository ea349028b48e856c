// What a key or a button of a marking form does beside entering.

/** Enter goes on to the next aspect, as on a sheet of paper; it does not send the form. */
function goOn(event, form, aspects) {
  if (event.key !== "Enter" || event.target.type !== "text") return;
  event.preventDefault();
  const next = aspects[aspects.indexOf(event.target.closest(".aspect")) + 1] ?? form.querySelector(".actions");
  next.querySelector("input:not([type=hidden]), button").focus();
}

/** `save(aspect)` sends what stands in its fields: of a colleague's measurement that confirms it. */
export function watchMoves(form, aspects, save) {
  form.addEventListener("keydown", (event) => goOn(event, form, aspects));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name='confirm']");
    if (!button) return;
    event.preventDefault();
    const aspect = button.closest(".aspect");
    save(aspect);
    button.closest(".unconfirmed").remove();
    aspect.querySelector("input:not([type=hidden])").focus();
  });
}
