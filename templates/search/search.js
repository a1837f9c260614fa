(function () {
  "use strict";
  var rows = JSON.parse(document.getElementById("data").textContent);
  var form = document.getElementById("search"), box = document.getElementById("q"), list = document.getElementById("found"), said = document.getElementById("said");
  var called = JSON.parse(document.getElementById("called").textContent);
  var texts = rows.map(function (row) {
    var names = row[4].map(function (name) { return name + " " + (called[name] || ""); });
    return (row[0] + " " + row[5].join(" ") + " " + names.join(" ") + " " + row[6] + " " + row[8]).toLowerCase();
  });
  var words = JSON.parse(document.getElementById("words").textContent);
  var language = document.documentElement.lang;
  var days = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });
  function show() {
    var wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var platform = form.elements.platform.value, act = form.elements.act.checked, severity = form.elements.severity.value;
    var found = [], count = 0;
    for (var i = 0; i < rows.length; i++) {
      var row = rows[i];
      if (platform && row[4].length && row[4].indexOf(platform) < 0) continue;
      if (act && !row[7]) continue;
      if (severity && row[3] !== severity) continue;
      var fits = true;
      for (var j = 0; j < wanted.length && fits; j++) fits = texts[i].indexOf(wanted[j]) >= 0;
      if (!fits) continue;
      count++;
      if (found.length < 100) found.push(row);
    }
    var part = document.createDocumentFragment();
    found.forEach(function (row) {
      var item = document.createElement("li"), link = document.createElement("a"), meta = document.createElement("p"), badge = document.createElement("b");
      link.href = "stories/" + row[1] + ".html"; link.textContent = row[0];
      badge.className = row[3]; badge.textContent = words[row[3]];
      meta.className = "meta";
      meta.appendChild(badge);
      var rest = [row[4].map(function (name) { return words[name] || name; }).join(", "), row[6], row[5].join(", "), days.format(new Date(row[2]))].filter(Boolean).join(" · ");
      meta.appendChild(document.createTextNode((row[7] ? " · " + words.act : "") + " · " + rest));
      item.appendChild(link); item.appendChild(meta); part.appendChild(item);
    });
    list.replaceChildren(part);
    said.textContent = words.found.replace("#", count.toLocaleString(language)) + (count > found.length ? " " + words.first : "");
  }
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  if (location.hash.length > 1) { try { box.value = decodeURIComponent(location.hash.slice(1)); } catch (error) { box.value = ""; } }
  show();
})();
