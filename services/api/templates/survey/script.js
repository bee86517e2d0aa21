// Keeps what was sent on this device until the server has answered, and sends it again when there is a connection.
// The page is whole without this: then the browser sends the form.
(function () {
  var form = document.getElementById("form"), state = document.getElementById("state");
  var trouble = document.getElementById("trouble"), place = "survey:" + location.pathname;
  var pending = null, waiting = false, timer = null;
  if (trouble) trouble.focus();
  if (!window.fetch || !window.URLSearchParams) return;

  // Storage may be refused (private windows): then the answers are kept as long as the page is open.
  function kept() { try { return localStorage.getItem(place) || pending; } catch (error) { return pending; } }
  function keep(body) { pending = body; try { localStorage.setItem(place, body); } catch (error) { return; } }
  function forget() { pending = null; try { localStorage.removeItem(place); } catch (error) { return; } }
  function say(name) { state.hidden = false; state.textContent = state.dataset[name]; }

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
    fetch(form.action, {method: "POST", credentials: "omit", body: new URLSearchParams(body)}).then(function (answer) {
      if (answer.status >= 500) throw new Error(answer.status);
      return answer.text().then(function (page) { forget(); show(answer, page); });
    }).catch(function () {
      waiting = false;
      say("offline");
      timer = setTimeout(send, 15000);
    });
  }

  form.addEventListener("submit", function (event) {
    var sent = new URLSearchParams(new FormData(form)), button = event.submitter || form.querySelector("button");
    event.preventDefault();
    sent.append(button.name, button.value);
    keep(sent.toString());
    send();
  });
  addEventListener("online", send);
  send();
})();
