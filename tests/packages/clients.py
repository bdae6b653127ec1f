"""Packages whose scripts ask a record store as those of other makers do.

Three ways, written anew from what the standards and the makers' own pages describe. No line of theirs is here.

Each shows a page number that ``Verder`` raises and that is to be there again at the next launch.
"""

from __future__ import annotations

from packages.tools import Tree
from packages.tools import cmi5 as cmi5_tree
from packages.tools import tincan as tincan_tree

PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Les</title></head><body>
<h1>Bladzijde <span id="page">?</span></h1><button id="next">Verder</button><button id="done">Afronden</button>
<p id="state"></p><script>"use strict";
%s
const shown = document.getElementById("page");
const told = (text) => { document.getElementById("state").textContent = text; };
let page = 1;
const show = () => { shown.textContent = String(page); };
document.getElementById("next").onclick = () => { page++; show(); keep(page); };
document.getElementById("done").onclick = () => { finish(); };
start((kept) => { page = Number(kept || 1); show(); told("gereed"); });
</script></body></html>"""

# Address by address as ADL's course examples for cmi5 do it: a fetch, promises, a slash added where one is missing, the
# statements built on the template of the launch, the bookmark in a State document without any condition.
CATAPULT = """
const launch = {};
for (const pair of location.search.substring(1).split("&")) {
  const [name, value] = pair.split("=");
  launch[name] = decodeURIComponent(value);
}
const actor = JSON.parse(launch.actor);
const endpoint = launch.endpoint.endsWith("/") ? launch.endpoint : launch.endpoint + "/";
let token = "", data = null;
const begun = Date.now();
const ask = async (path, options = {}) => {
  const headers = { "X-Experience-API-Version": "1.0.3", Authorization: "Basic " + token,
    "Content-Type": "application/json", ...options.headers };
  return fetch(endpoint + path, { ...options, headers });
};
const place = (resource, extra) => resource + "?" + Object.entries({ ...extra, agent: JSON.stringify(actor) })
  .map(([name, value]) => name + "=" + encodeURIComponent(value)).join("&");
const state = (id) => place("activities/state",
  { stateId: id, activityId: launch.activityId, registration: launch.registration });
const duration = () => "PT" + Math.max(1, Math.round((Date.now() - begun) / 1000)) + "S";
const say = (verb, result, moveOn) => {
  const context = JSON.parse(JSON.stringify(data.contextTemplate));
  context.registration = launch.registration;
  context.contextActivities.category = [{ id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }];
  if (moveOn) context.contextActivities.category.push({ id: "https://w3id.org/xapi/cmi5/context/categories/moveon" });
  const statement = { id: crypto.randomUUID(), timestamp: new Date().toISOString(), actor,
    verb: { id: "http://adlnet.gov/expapi/verbs/" + verb, display: { en: verb } },
    object: { objectType: "Activity", id: launch.activityId }, context };
  if (result) statement.result = result;
  return ask("statements", { method: "POST", body: JSON.stringify(statement), keepalive: true });
};
const start = async (ready) => {
  token = (await (await fetch(launch.fetch, { method: "POST" })).json())["auth-token"];
  data = await (await ask(state("LMS.LaunchData"))).json();
  await ask(place("agents/profile", { profileId: "cmi5LearnerPreferences" }));
  await say("initialized");
  const kept = await ask(state("bookmark"));
  ready(kept.ok ? (await kept.json()).page : 1);
};
const keep = (page) => ask(state("bookmark"), { method: "PUT", body: JSON.stringify({ page }) });
const finish = async () => {
  await say("completed", { completion: true, duration: duration() }, true);
  await say("terminated", { duration: duration() });
  told("afgerond");
};
"""

# As the authoring tools' own library does it: synchronous requests, a slash before every path whatever the endpoint
# ends in, plain text in a document called ``resume``, and a version that lets one write without a condition.
STORYLINE = """
const asked = (name) => {
  const found = new RegExp("[?&]" + name + "=([^&]*)").exec(location.search);
  return found ? decodeURIComponent(found[1]) : "";
};
const actor = JSON.parse(asked("actor"));
let token = "", data = null;
const send = (method, path, body, type, version) => {
  const request = new XMLHttpRequest();
  request.open(method, asked("endpoint") + path, false);
  request.setRequestHeader("X-Experience-API-Version", version || "1.0.1");
  request.setRequestHeader("Authorization", "Basic " + token);
  if (body !== undefined) request.setRequestHeader("Content-Type", type || "application/json");
  request.send(body);
  return request;
};
const state = (id) => "/activities/state?stateId=" + id +
  "&activityId=" + encodeURIComponent(asked("activityId")) + "&agent=" + encodeURIComponent(JSON.stringify(actor)) +
  "&registration=" + asked("registration");
const say = (verb, result, moveOn) => {
  const context = JSON.parse(JSON.stringify(data.contextTemplate));
  context.registration = asked("registration");
  context.contextActivities.category = [{ id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }];
  if (moveOn) context.contextActivities.category.push({ id: "https://w3id.org/xapi/cmi5/context/categories/moveon" });
  const id = crypto.randomUUID();
  const statement = { id, timestamp: new Date().toISOString(), actor,
    verb: { id: "http://adlnet.gov/expapi/verbs/" + verb }, object: { id: asked("activityId") }, context };
  if (result) statement.result = result;
  send("PUT", "/statements?statementId=" + id, JSON.stringify(statement));
};
const start = (ready) => {
  const request = new XMLHttpRequest();
  request.open("POST", asked("fetch"), false);
  request.send();
  token = JSON.parse(request.responseText)["auth-token"];
  data = JSON.parse(send("GET", state("LMS.LaunchData")).responseText);
  send("GET", "/agents/profile?profileId=cmi5LearnerPreferences&agent=" + encodeURIComponent(JSON.stringify(actor)));
  say("initialized");
  const kept = send("GET", state("resume"));
  ready(kept.status === 200 ? kept.responseText : 1);
};
const keep = (page) => { send("PUT", state("resume"), String(page), "application/octet-stream"); };
const finish = () => {
  say("completed", { completion: true, duration: "PT9S" }, true);
  say("terminated", { duration: "PT9S" });
  told("afgerond");
};
"""

# As Tin Can packages of the authoring tools do it: no header of their own, every request a form that says its method.
TINCAN = """
const asked = (name) => {
  const found = new RegExp("[?&]" + name + "=([^&]*)").exec(location.search);
  return found ? decodeURIComponent(found[1]) : "";
};
const form = async (method, path, fields) => {
  const own = { Authorization: asked("auth"), "X-Experience-API-Version": "1.0.1", ...fields };
  const body = Object.entries(own).map(([name, value]) => name + "=" + encodeURIComponent(value)).join("&");
  return fetch(asked("endpoint") + path + "?method=" + method,
    { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body });
};
const place = (id) => ({ stateId: id, activityId: asked("activity_id"), agent: asked("actor"),
  registration: asked("registration") });
const say = (verb) => {
  const statement = { actor: JSON.parse(asked("actor")), verb: { id: "http://adlnet.gov/expapi/verbs/" + verb },
    object: { id: asked("activity_id") }, context: { registration: asked("registration") } };
  return form("PUT", "statements", { statementId: crypto.randomUUID(), content: JSON.stringify(statement) });
};
const start = async (ready) => {
  await say("attempted");
  const kept = await form("GET", "activities/state", place("cumulative"));
  ready(kept.ok ? await kept.text() : 1);
};
const keep = (page) => form("PUT", "activities/state",
  { ...place("cumulative"), "Content-Type": "text/plain", content: String(page) });
const finish = async () => { await say("completed"); told("afgerond"); };
"""


def catapult() -> Tree:
    return {**cmi5_tree(["index.html"]), "index.html": (PAGE % CATAPULT).encode()}


def storyline() -> Tree:
    start = "index_lms.html?tincan=true"
    return {**cmi5_tree([start], mastery="0.8"), "index_lms.html": (PAGE % STORYLINE).encode()}


def authoring_tool() -> Tree:
    return {**tincan_tree("story.html"), "story.html": (PAGE % TINCAN).encode()}
