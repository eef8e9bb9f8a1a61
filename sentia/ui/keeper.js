// Keeps the rep's open book in this browser's own storage (IndexedDB), by consent only, and hands it back after a
// reload. Nothing here asks the network for anything; texts of the rep's are stored, never put into the page.

const PIECE = 8 * 1024 * 1024; // bytes told at once: the server takes no message over 25 MB, and text is a third longer
const NAME = "sentia", STORE = "kept", RECORD = "record", NOTE = "sentia.open", COOKIE = "sentia_kept";

// What belongs to this load of the page. A session may be lost and begun anew in one load.
const load = (window.sentiaKeeper ??= {
  id: Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join("-"),
  done: new Set(),
  turn: Promise.resolve(),
  warns: false,
  tell: null,
  back: null,
  waiting: [], // what could not be told yet, because no page was drawn at that moment
});

if (!load.listens) {
  load.listens = true;
  window.addEventListener("beforeunload", (event) => {
    if (load.warns) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
  // Held until this load of the page ends, so that another tab knows that it is still there.
  navigator.locks?.request(`${NAME}:${load.id}`, () => new Promise(() => {}));
}

const isThere = async (writer) =>
  Boolean(navigator.locks) && (await navigator.locks.query()).held.some((lock) => lock.name === `${NAME}:${writer}`);

const asked = (request) =>
  new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });

const within = (promise, milliseconds) =>
  Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error("no answer")), milliseconds))]);

async function inStore(mode, work) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await within(asked(opening), 5000);
  try {
    const transaction = database.transaction(STORE, mode);
    const finished = new Promise((yes, no) => {
      transaction.oncomplete = yes;
      transaction.onabort = transaction.onerror = () => no(transaction.error);
    });
    const result = await work(transaction.objectStore(STORE));
    await finished;
    return result;
  } finally {
    database.close();
  }
}

const sayKept = (isKept) => {
  document.cookie = `${COOKIE}=1; path=/; SameSite=Strict; max-age=${isKept ? 34560000 : 0}`;
};

const asText = (blob) =>
  new Promise((yes, no) => {
    const reader = new FileReader();
    reader.onload = () => yes(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => no(reader.error);
    reader.readAsDataURL(blob);
  });

// What the server hands over: four bytes of length, so much JSON, then the bytes of files one after the other.
function parcel(data) {
  const bytes = new Uint8Array(data);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const told = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  told.files = new Map();
  for (const { digest, size } of told.sent) {
    told.files.set(digest, new Blob([bytes.slice(at, at + size)]));
    at += size;
  }
  return told;
}

// The kept book, for a session that does not have it yet; this load becomes its writer unless another tab is.
async function bringBack() {
  const note = JSON.parse(sessionStorage.getItem(NOTE) ?? "null");
  const before = await inStore("readonly", (store) => asked(store.get(RECORD)));
  if (!before) {
    sayKept(false);
    return tell("back", { note });
  }
  const elsewhere = before.writer !== load.id && (await isThere(before.writer));
  const [record, blobs] = await inStore("readwrite", async (store) => {
    const now = await asked(store.get(RECORD));
    if (!now) return [null, []];
    if (!elsewhere) await asked(store.put({ ...now, writer: load.id }, RECORD));
    return [now, await Promise.all(now.digests.map((digest) => asked(store.get(digest))))];
  });
  load.back = new Blob(blobs.filter(Boolean));
  const pieces = Math.ceil(load.back.size / PIECE);
  tell("back", { note, record: record?.text ?? null, pieces, elsewhere });
}

// One piece of the kept files, as the server asks for them one by one.
async function tellPiece(at) {
  tell("piece", { at, data: await asText(load.back.slice(at * PIECE, (at + 1) * PIECE)) });
}

// Writes the book, unless another tab's stands there or it was removed meanwhile.
async function keep(told, claims) {
  const outcome = await inStore("readwrite", async (store) => {
    const before = await asked(store.get(RECORD));
    if (!claims && !before) return { status: "gone" };
    if (!claims && before.writer !== load.id) return { status: "elsewhere" };
    if (!claims && before.revision === told.revision) return null;
    const there = new Set(await asked(store.getAllKeys()));
    const wanted = told.digests.filter((digest) => !there.has(digest) && !told.files.has(digest));
    if (wanted.length) return { wanted };
    for (const [digest, blob] of told.files) if (told.digests.includes(digest)) store.put(blob, digest);
    for (const key of there) if (key !== RECORD && !told.digests.includes(key)) store.delete(key);
    const { revision, digests, record } = told;
    store.put({ writer: load.id, revision, digests, text: record }, RECORD);
    return { status: "kept" };
  });
  if (outcome?.wanted) return tell("wants", outcome.wanted);
  if (outcome?.status === "kept") sayKept(true);
  if (claims) load.done.add(told.order.id);
  if (outcome && (claims || outcome.status !== "kept")) tell("told", outcome);
}

async function act(told) {
  load.warns = told.warns;
  if (told.piece === null && told.note) load.back = null;
  if (told.note) sessionStorage.setItem(NOTE, JSON.stringify(told.note));
  const order = told.order && !load.done.has(told.order.id) ? told.order.what : "";
  try {
    if (order === "bring back") {
      load.done.add(told.order.id);
      await within(bringBack(), 20000);
    } else if (order === "forget") {
      load.done.add(told.order.id);
      await inStore("readwrite", (store) => asked(store.clear()));
      sayKept(false);
    } else if (told.piece !== null && load.back) {
      await tellPiece(told.piece);
    } else if (told.record && (told.keeps || order === "keep")) {
      await keep(told, order === "keep");
    }
  } catch (error) {
    if (told.order) load.done.add(told.order.id);
    tell(order === "bring back" ? "back" : "told", { status: "failed", why: String(error?.name ?? error) });
  }
}

function tell(event, value) {
  if (load.tell) load.tell(event, value);
  else load.waiting.push([event, value]);
}

export default function ({ data, setTriggerValue }) {
  load.tell = setTriggerValue;
  for (const [event, value] of load.waiting.splice(0)) setTriggerValue(event, value);
  if (data) {
    const told = parcel(data);
    load.turn = load.turn.then(() => act(told));
  }
  return () => {
    if (load.tell === setTriggerValue) load.tell = null;
  };
}
