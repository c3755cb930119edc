"""browser.py PAGE [AXE]: uses an HTML page in headless Chromium as someone without a mouse does, in light and dark, wide
and narrow, and on paper. Prints a line for each thing seen; a complaint of the browser, or of axe-core where it is given,
is a fault. Speaks the DevTools protocol over pipes, so that nothing but Chromium is needed. Exit code 77: no Chromium."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

KEYS = {"Tab": 9, "Enter": 13, " ": 32}


class Browser:
    def __init__(self, profile):
        to_child, self.send = os.pipe()
        self.get, from_child = os.pipe()

        def ends():
            os.dup2(to_child, 30), os.dup2(from_child, 31)
            os.dup2(30, 3), os.dup2(31, 4)

        self.child = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
             "--remote-debugging-pipe", "about:blank"],
            close_fds=False, preexec_fn=ends, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        os.close(to_child), os.close(from_child)
        self.number, self.rest, self.complaints, self.session = 0, b"", [], None

    def message(self):
        while b"\0" not in self.rest:
            data = os.read(self.get, 1 << 20)
            if not data:
                sys.exit(77)
            self.rest += data
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, **params):
        self.number += 1
        request = {"id": self.number, "method": method, "params": params}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.send, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
                self.complaints.append(json.dumps(answer["params"])[:300])
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def value(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            sys.exit(f"{expression}: {answer['exceptionDetails']['text']}")
        return answer["result"].get("value")

    def press(self, key):
        code = {"key": key, "windowsVirtualKeyCode": KEYS[key], "text": {"Enter": "\r", " ": " "}.get(key, "")}
        self.call("Input.dispatchKeyEvent", type="keyDown" if code["text"] else "rawKeyDown", **code)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=KEYS[key])

    def tab_to(self, selector):
        for _ in range(200):
            self.press("Tab")
            if self.value(f"document.activeElement.matches({json.dumps(selector)})"):
                return
        sys.exit(f"{selector}: not reached by the Tab key")

    def open(self, address):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Runtime", "Log", "Page"):
            self.call(domain + ".enable")
        self.call("Page.navigate", url=address)
        while self.value("document.readyState") != "complete" or self.value("location.href") != address:
            pass


def walk(browser, axe):
    shown = "[...document.querySelectorAll('.hit')].filter(h => !h.hidden).map(h => h.dataset.lang).join(' ')"
    print("hits:", browser.value(shown))
    browser.press("Tab")
    print("first:", browser.value("document.activeElement.className"))
    browser.press("Enter")
    print("leads to:", browser.value("document.activeElement.id"))
    browser.value("document.activeElement.blur()")
    browser.tab_to("[data-value=ru]")
    browser.press(" ")
    print("space on ru:", browser.value(shown), browser.value("document.getElementById('shown').textContent"))
    browser.tab_to("#clear")
    browser.press("Enter")
    print("enter on clear:", browser.value(shown), browser.value("document.activeElement.dataset.facet"))
    browser.tab_to("summary")
    browser.press("Enter")
    print("enter on a summary:", browser.value("document.activeElement.parentElement.open"))
    for scheme in ("light", "dark"):
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        for width in (320, 1200):
            browser.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
            wide = browser.value("document.documentElement.scrollWidth")
            print(scheme, width, "fits" if wide <= width else f"is {wide} wide")
            if axe:
                browser.value(pathlib.Path(axe).read_text())
                faults = browser.value("axe.run().then(r => r.passes.length < 15 ? 'few checks' : r.violations.map(v => v.id + ' '"
                                       " + v.nodes.map(n => n.html).join(' ')).join('; '))")
                if faults:
                    sys.exit(f"{scheme} {width}: {faults}")
    browser.call("Emulation.setEmulatedMedia", media="print")
    print("on paper:", browser.value("['nav', '.hit mark', 'details:not([open])'].map(s => getComputedStyle("
                                     "document.querySelector(s)).display).join(' ')"))


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        try:
            browser = Browser(profile)
        except FileNotFoundError:
            sys.exit(77)
        try:
            browser.open(pathlib.Path(sys.argv[1]).resolve().as_uri())
            walk(browser, sys.argv[2] if len(sys.argv) > 2 else None)
        finally:
            browser.child.kill()
            browser.child.wait()
        if browser.complaints:
            sys.exit("\n".join(browser.complaints))


main()
