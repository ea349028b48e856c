// What a key of a marking form does beside entering.

/** Enter goes on to the next aspect, as on a sheet of paper; it does not send the form. */
function goOn(event, form, aspects) {
  if (event.key !== "Enter" || event.target.type !== "text") return;
  event.preventDefault();
  const next = aspects[aspects.indexOf(event.target.closest(".aspect")) + 1] ?? form.querySelector(".actions");
  next.querySelector("input:not([type=hidden]), button").focus();
}

export function watchMoves(form, aspects) {
  form.addEventListener("keydown", (event) => goOn(event, form, aspects));
}
