// Nothing typed is lost. What stands in a changed form is sent to the site at most two seconds after a key,
// and stays in this browser until the site has it. A key in the address (?typing=) names it, so that a
// reload or the back button shows it again. On every page of the desk, what could not be sent is sent.
(() => {
  const STORE = "typing:";
  const PAUSE = 1500; // ms
  const LASTS = 30 * 24 * 60 * 60 * 1000; // ms
  const AGAIN = 5000; // ms, where there is no connection
  // Browsers send at most 64 KB while a page is being left.
  const MOST_ON_LEAVING = 60000;

  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  }

  function write(name, entry) {
    // A full or forbidden storage: the site still gets it.
    try { localStorage.setItem(name, JSON.stringify(entry)); } catch { /* see above */ }
  }

  function send(address, body, options = {}) {
    return fetch(address, { method: "POST", body: new URLSearchParams(body), credentials: "same-origin", ...options });
  }

  // Sends what this browser still has of a form; returns the state that the site has now, if it took it.
  async function handIn(name) {
    const entry = read(name);
    let answer = await send(entry.address, entry.body);
    const isTaken = answer.status === 409;
    if (isTaken) {
      // Somebody goes on with it elsewhere: this one is offered beside it.
      const body = new URLSearchParams(entry.body);
      body.set("typing_key", crypto.randomUUID());
      answer = await send(entry.address, body);
    }
    // What is refused stays here for thirty days, as on the site.
    const isDone = answer.ok || Date.now() - entry.at > LASTS;
    if (isDone && read(name)?.body === entry.body) localStorage.removeItem(name);
    return answer.ok && !isTaken ? (await answer.json()).after : "";
  }

  async function handInAll(besides) {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(STORE) && one !== besides)) {
      await handIn(name);
    }
  }

  class Typing {
    constructor(pass) {
      this.form = pass.form;
      this.words = pass.dataset;
      // Beside the buttons above and below; one of them is read out.
      this.states = this.form.querySelectorAll(".typing-state");
      this.states[0]?.setAttribute("role", "status");
      this.key = this.field("typing_key").value;
      this.field("typing_page").value = crypto.randomUUID();
      this.isChanged = "restored" in this.words;
      this.isBusy = this.isSent = false;
      // The fields as the site has them; null until the editors have written theirs.
      this.known = null;
      if ("new" in this.words && !this.isChanged) this.focusFirst();
      this.listen();
    }

    field(name) {
      return this.form.elements[name];
    }

    get name() {
      return STORE + this.key;
    }

    focusFirst() {
      const fields = [...this.form.querySelectorAll("fieldset :is(input, select, textarea)")];
      fields.find((field) => field.type !== "hidden" && field.offsetParent)?.focus();
    }

    listen() {
      const typed = (event) => { if (event.isTrusted) this.changed(); };
      this.form.addEventListener("input", typed);
      this.form.addEventListener("change", typed);
      window.addEventListener("load", () => {
        // Widgets of the admin, buttons and editors change fields without a key: is anything different?
        window.django?.jQuery?.(this.form).on("change", () => this.compareSoon());
        for (const name of ["formset:added", "formset:removed"]) {
          document.addEventListener(name, () => this.changed());
        }
        const editors = Object.values(window.CKEDITOR?.instances ?? {});
        const ready = editors.map((editor) => editor.status === "ready" || new Promise((done) => { editor.on("instanceReady", done); }));
        Promise.all(ready).then(() => {
          for (const editor of editors) editor.on("change", () => this.compareSoon());
          this.known ??= this.fields();
        });
      });
      this.form.addEventListener("submit", (event) => this.submitted(event));
      window.addEventListener("beforeunload", (event) => {
        if (this.isChanged && !this.isSent) event.preventDefault();
      });
      window.addEventListener("pagehide", () => this.left());
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.left(); });
      window.addEventListener("online", () => this.keep());
    }

    // The form as it would be sent, without files and tokens; ``isWhole`` with what names this text.
    fields(isWhole = false) {
      for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) editor.updateElement();
      const sent = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string"
        && name !== "csrfmiddlewaretoken" && (isWhole || !name.startsWith("typing_")));
      return new URLSearchParams(sent).toString();
    }

    compareSoon() {
      this.comparing ??= setTimeout(() => {
        this.comparing = null;
        if (this.known !== null && this.fields() !== this.known) this.changed();
      }, 100);
    }

    changed() {
      this.isChanged = true;
      const address = new URL(location.href);
      if (address.searchParams.get("typing") !== this.key) {
        address.searchParams.set("typing", this.key);
        history.replaceState(history.state, "", address);
      }
      this.timer ??= setTimeout(() => { this.timer = null; this.keep(); }, PAUSE);
    }

    // Puts what is typed where a closed window cannot take it; returns it as it is sent.
    store() {
      this.field("typing_count").value = Number(this.field("typing_count").value) + 1;
      const body = this.fields(true);
      write(this.name, { address: this.words.keep, body, at: Date.now() });
      return body;
    }

    async keep() {
      if (!this.isChanged || this.isSent) return;
      if (this.isBusy) { this.isWaiting = true; return; }
      this.isBusy = true;
      const fields = this.fields();
      const body = this.store();
      try {
        await this.took(await send(this.words.keep, body), body, fields);
      } catch {
        this.later();
      }
      this.isBusy = false;
      if (this.isWaiting) { this.isWaiting = false; this.keep(); }
    }

    async took(answer, body, fields) {
      if (answer.ok) {
        const { after = "", said = "" } = await answer.json();
        this.field("typing_after").value = after;
        this.known = fields;
        if (read(this.name)?.body === body) localStorage.removeItem(this.name);
        this.say(said);
      } else if (answer.status === 409) {
        // Somebody goes on with it elsewhere: from here on it is another text.
        localStorage.removeItem(this.name);
        this.key = this.field("typing_key").value = crypto.randomUUID();
        this.changed();
      } else if (answer.status >= 500) {
        this.later();
      } else {
        this.say(answer.status === 413 ? this.words.large : this.words.refused);
      }
    }

    later() {
      this.say(this.words.here);
      setTimeout(() => this.keep(), AGAIN);
    }

    left() {
      if (!this.isChanged || this.isSent || !this.timer) return;
      clearTimeout(this.timer);
      this.timer = null;
      const body = this.store();
      if (body.length <= MOST_ON_LEAVING) send(this.words.keep, body, { keepalive: true }).catch(() => {});
    }

    submitted(event) {
      // A preview opens beside the form, which stays.
      if (event.submitter?.formTarget === "_blank") return;
      if (this.isSent) { event.preventDefault(); return; }
      if (this.isChanged) this.store();
      this.isSent = true;
      this.form.classList.add("typing-sent");
      // If nothing has come back by then, it may be pressed again: the site saves one form once.
      setTimeout(() => { this.isSent = false; this.form.classList.remove("typing-sent"); }, 10000);
    }

    say(words) {
      for (const state of this.states) state.textContent = words;
    }
  }

  async function start() {
    const pass = document.querySelector("input[name=typing_pass]");
    const asked = STORE + new URLSearchParams(location.search).get("typing");
    if (pass && read(asked)) {
      // It was typed in the last moments before this page was left: the site may not have shown it.
      const state = await handIn(asked).catch(() => "");
      if (state && state !== pass.form.elements.typing_after.value) {
        location.reload();
        return;
      }
    }
    const typing = pass && new Typing(pass);
    handInAll(typing?.name).catch(() => { /* no connection: the next page tries again */ });
  }

  start();
})();
