"""page.py: checks an HTML page on standard input: well nested, nothing fetched, headings in order, languages and names
where people who cannot see it need them. Prints its text without markup."""
import html.parser
import sys

VOID = {"meta", "br"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.faults, self.text, self.level, self.labels = [], set(), [], [], 0, set()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        for name, value in attributes:
            if name.startswith("on") or name in ("src", "srcset", "action") or (name == "href" and value[0] != "#"):
                self.faults.append(f"<{tag} {name}={value}>")
        if "id" in given:
            if given["id"] in self.ids:
                self.faults.append(f"id {given['id']} twice")
            self.ids.add(given["id"])
        self.labels |= {given[name].lstrip("#") for name in ("aria-labelledby", "href") if name in given}
        if tag == "html" and not given.get("lang"):
            self.faults.append("the page has no language")
        if tag == "svg" and not (given.get("aria-hidden") == "true" or given.get("aria-label")):
            self.faults.append("a picture without a name")
        if tag in ("link", "img", "iframe", "object", "base", "form"):
            self.faults.append(f"<{tag}>")
        if tag in ("h1", "h2", "h3"):
            if int(tag[1]) > self.level + 1:
                self.faults.append(f"{tag} after h{self.level}")
            self.level = int(tag[1])
        if tag not in VOID:
            self.open.append(tag)

    handle_startendtag = lambda self, tag, attributes: None

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.text.append(data)


page = Page()
page.feed(sys.stdin.read())
page.close()
page.faults += [f"{tag} stays open" for tag in page.open] + [f"#{name} leads nowhere" for name in page.labels - page.ids]
if page.faults:
    sys.exit("\n".join(page.faults))
print("".join(page.text))
