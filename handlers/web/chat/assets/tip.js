"use strict";

// The form works without this script. With it: whoever reloads or leaves with words in the form is asked first, since nothing of them is kept.

const tip = document.querySelector("form.tip");
let isSent = false;

function hasWords() {
  return [...tip.querySelectorAll("textarea, input[type=text], input[type=file]")].some((field) => field.value.trim());
}

tip.addEventListener("submit", () => {
  isSent = true;
});

window.addEventListener("beforeunload", (event) => {
  if (!isSent && hasWords()) event.preventDefault();
});
