// A button below the link: without scripts the field itself is selected and copied by hand.

const field = document.getElementById("link");

if (field && navigator.clipboard) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "secondary";
  button.textContent = field.dataset.copy;
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    told.textContent = field.dataset.copied;
  });
  const line = document.createElement("div");
  line.className = "actions";
  line.append(button, told);
  field.after(line);
}
