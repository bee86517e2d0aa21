// Keeps what was sent on this device until the server has answered, and sends it again when there is a connection or
// the network's share allows it. Does the work that the form may ask for. The page is whole without this: then the
// browser sends the form, and the answer weighs more in its network's share.
(function () {
  var form = document.getElementById("form"), state = document.getElementById("state");
  var trouble = document.getElementById("trouble"), place = "survey:" + location.pathname;
  var pending = null, waiting = false, timer = null, works = {};
  if (trouble) trouble.focus();
  if (!window.fetch || !window.URLSearchParams) return;

  // Storage may be refused (private windows): then the answers are kept as long as the page is open.
  function kept() { try { return localStorage.getItem(place) || pending; } catch (error) { return pending; } }
  function keep(body) { pending = body; try { localStorage.setItem(place, body); } catch (error) { return; } }
  function forget() { pending = null; try { localStorage.removeItem(place); } catch (error) { return; } }
  function say(name) { state.hidden = false; state.textContent = state.dataset[name]; }

  function filled(go) {
    var sent = new URLSearchParams(new FormData(form));
    sent.append("go", go);
    return sent.toString();
  }

  // A number for which SHA-256 of "challenge.number" begins with so many zero bits; a little at a time, so that the
  // page stays alive. Of one challenge the work is done once.
  function solution(challenge, bits) {
    works[challenge] = works[challenge] || new Promise(function (found) {
      var next = 0;
      (function search() {
        for (var until = Date.now() + 12; Date.now() < until; next++) {
          var hash = sha256(challenge + "." + next);
          if ((bits < 32 ? hash >>> (32 - bits) : hash) === 0) return found(String(next));
        }
        setTimeout(search, 8);
      })();
    });
    return works[challenge];
  }

  // The first 32 bits of SHA-256 of a text of ASCII letters. Browsers have their own only on encrypted pages.
  function sha256(text) {
    var bits = text.length * 8, size = ((text.length + 72) >> 6) << 4, words = new Array(size), hash = START.slice();
    for (var n = 0; n < size; n++) words[n] = 0;
    for (n = 0; n < text.length; n++) words[n >> 2] |= text.charCodeAt(n) << (24 - (n & 3) * 8);
    words[text.length >> 2] |= 128 << (24 - (text.length & 3) * 8);
    words[size - 1] = bits;
    for (n = 0; n < size; n += 16) mix(hash, words, n);
    return hash[0] >>> 0;
  }

  function mix(hash, words, from) {
    var a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
    for (var n = 0; n < 64; n++) {
      if (n < 16) W[n] = words[from + n] | 0;
      else W[n] = (W[n - 16] + W[n - 7] + small(W[n - 15], 7, 18, 3) + small(W[n - 2], 17, 19, 10)) | 0;
      var one = (h + big(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + K[n] + W[n]) | 0;
      var two = (big(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach(function (value, index) { hash[index] = (hash[index] + value) | 0; });
  }

  function turn(x, by) { return (x >>> by) | (x << (32 - by)); }
  function small(x, a, b, c) { return turn(x, a) ^ turn(x, b) ^ (x >>> c); }
  function big(x, a, b, c) { return turn(x, a) ^ turn(x, b) ^ turn(x, c); }

  // The standard's constants: the fractions of the square and cube roots of the first primes.
  var START = [], K = [], W = [];
  for (var prime = 2; K.length < 64; prime++) {
    var divisor = 2;
    while (prime % divisor) divisor++;
    if (divisor < prime) continue;
    if (START.length < 8) START.push((Math.pow(prime, 1 / 2) * 4294967296) | 0);
    K.push((Math.pow(prime, 1 / 3) * 4294967296) | 0);
  }

  function proven(body) {
    var sent = new URLSearchParams(body), challenge = sent.get("challenge");
    if (!challenge || sent.get("solution") || sent.get("go") !== "send") return Promise.resolve(sent);
    return solution(challenge, Number(sent.get("bits"))).then(function (found) { sent.set("solution", found); return sent; });
  }

  function show(answer, page) {
    if (answer.redirected) return location.replace(answer.url);
    document.open();
    document.write(page);
    document.close();
  }

  function send() {
    var body = kept();
    clearTimeout(timer);
    if (waiting || !body) return;
    waiting = true;
    say("sending");
    proven(body).then(function (sent) {
      return fetch(form.action, {method: "POST", credentials: "same-origin", body: sent});
    }).then(function (answer) {
      if (answer.status >= 500) throw new Error(answer.status);
      return answer.text().then(function (page) { forget(); show(answer, page); });
    }).catch(function () {
      waiting = false;
      say("offline");
      timer = setTimeout(send, 15000);
    });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    keep(filled((event.submitter || form.querySelector("button")).value));
    send();
  });
  addEventListener("online", send);
  if (form.challenge && !form.solution.value) {
    solution(form.challenge.value, Number(form.bits.value)).then(function (found) { form.solution.value = found; });
  }
  if (!state.dataset.retry) return send();
  // The network's share is used up: what was sent is kept, and sent by itself when the share is new.
  keep(filled("send"));
  say("waiting");
  timer = setTimeout(send, state.dataset.retry * 1000);
})();
