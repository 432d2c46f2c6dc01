/* Links the manifest where it can be read: from a host. From disk, browsers refuse it with a complaint. */
"use strict";

if (location.protocol === "http:" || location.protocol === "https:") {
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = document.currentScript.dataset.manifest;
  document.head.append(link);
}
