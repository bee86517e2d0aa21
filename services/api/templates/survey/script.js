// Keeps what was sent on this device until the server has answered, and sends it again when there is a connection or
// the network's share allows it. Does the work that the form may ask for. The page is whole without this: then the
// browser sends the form, and the answer weighs more in its network's share.
(function () {
  var form = document.getElementById("form"), state = document.getElementById("state");
  var trouble = document.getElementById("trouble"), place = "survey:" + location.pathname + ":";
  var pending = null, waiting = false, timer = null, works = {};
  if (trouble) trouble.focus();
  if (!window.fetch || !window.URLSearchParams) return;

  // Storage may be refused (private windows): then the answers are kept as long as the page is open. Each form has a
  // place of its own, by its mark: what another tab keeps is not lost, and is sent by whoever comes first.
  function placed(body) { return place + new URLSearchParams(body).get("form"); }
  function kept() {
    try {
      var left = Object.keys(localStorage).filter(function (name) { return name.indexOf(place) === 0; })[0];
      return pending || (left ? localStorage.getItem(left) : null);
    } catch (error) { return pending; }
  }
  function keep(body) { pending = body; try { localStorage.setItem(placed(body), body); } catch (error) { return; } }
  function forget(body) { pending = null; try { localStorage.removeItem(placed(body)); } catch (error) { return; } }
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
      var fixed = challenge + ".", whole = fixed.length & ~63, begun = START.slice(), next = 0;
      for (var at = 0; at < whole; at += 64) mix(begun, words(fixed.slice(at, at + 64), 16));
      (function search() {
        for (var until = Date.now() + 16; Date.now() < until;) {
          for (var end = next + 50; next < end; next++) {
            if (Math.clz32(first(begun, fixed.slice(whole) + next, fixed.length + String(next).length)) >= bits) {
              return found(String(next));
            }
          }
        }
        setTimeout(search, 4);
      })();
    });
    return works[challenge];
  }

  // SHA-256 of ASCII texts, for browsers have their own only on encrypted pages. Of a text of so many letters, of which
  // all but the last are hashed already: the first 32 bits.
  function first(begun, last, letters) {
    var size = ((last.length + 72) >> 6) << 4, block = words(last, size), hash = begun.slice();
    block[last.length >> 2] |= 128 << (24 - (last.length & 3) * 8);
    block[size - 1] = letters * 8;
    for (var n = 0; n < size; n += 16) mix(hash, block.subarray(n, n + 16));
    return hash[0];
  }

  function words(text, size) {
    var found = new Int32Array(size);
    for (var n = 0; n < text.length; n++) found[n >> 2] |= text.charCodeAt(n) << (24 - (n & 3) * 8);
    return found;
  }

  function mix(hash, block) {
    var a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
    for (var n = 0; n < 64; n++) {
      if (n < 16) W[n] = block[n];
      else {
        var x = W[n - 15], y = W[n - 2];
        W[n] = W[n - 16] + W[n - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
          + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
      }
      var one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[n] + W[n];
      var two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c);
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    hash[0] += a; hash[1] += b; hash[2] += c; hash[3] += d; hash[4] += e; hash[5] += f; hash[6] += g; hash[7] += h;
  }

  // The standard's constants: the fractions of the square and cube roots of the first primes.
  var START = new Int32Array(8), K = new Int32Array(64), W = new Int32Array(64);
  for (var prime = 2, known = 0; known < 64; prime++) {
    var divisor = 2;
    while (prime % divisor) divisor++;
    if (divisor < prime) continue;
    if (known < 8) START[known] = Math.pow(prime, 1 / 2) * 4294967296;
    K[known++] = Math.pow(prime, 1 / 3) * 4294967296;
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
      return answer.text().then(function (page) {
        forget(body);
        waiting = false;
        if (answer.redirected && kept()) send(); else show(answer, page);
      });
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
