/// Python programs that take a rendered result apart with parsers that are not ours.
enum FormatOracle {
  /// Prints, as JSON, what each file says: counts of verdicts (merged where the format merges them) and of findings.
  /// Arguments: format=path ….
  static let counts = #"""
    import collections, csv, html.parser, json, re, sys
    import junitparser

    SIGNS = {"▲": "affected", "◆": "suspected", "?": "unknown", "↺": "remediated", "●": "not-affected"}

    def number(text): return int(re.sub("[.,]", "", text))

    def table(path):
        found = collections.Counter()
        for line in open(path, encoding="utf-8"):
            match = re.match(r"^([▲◆?↺●]) [^:]* \(([\d.,]+)\)$", line.rstrip("\n"))
            if match: found[SIGNS[match.group(1)]] += number(match.group(2))
        return found, None

    class Page(html.parser.HTMLParser):
        def __init__(self):
            super().__init__()
            self.tally, self.titles, self.place, self.inside, self.rows = {}, collections.Counter(), None, [], 0
        def handle_starttag(self, tag, attributes):
            given = dict(attributes)
            if tag == "li" and self.inside and self.inside[-1] == ("ul", "tally"): self.place = given["class"]
            if tag not in ("meta", "wbr"): self.inside.append((tag, given.get("class", "")))
        def handle_endtag(self, tag):
            assert self.inside.pop()[0] == tag, tag
        def handle_data(self, data):
            tags = [entry[0] for entry in self.inside]
            if tags[-1:] == ["strong"] and self.place: self.tally[self.place] = number(data); self.place = None
            if "h2" in tags:
                match = re.match(r"^[^:]* \(([\d.,]+)\)$", data)
                if match and self.inside[-1][1] in SIGNS.values(): self.titles[self.inside[-1][1]] += number(match.group(1))
            if "code" in tags and "td" in tags and re.fullmatch("F-[0-9a-f]{16}", data): self.rows += 1

    def page(path):
        page = Page()
        page.feed(open(path, encoding="utf-8").read())
        page.close()
        assert not page.inside, page.inside
        tally = {name: count for name, count in page.tally.items() if count}
        assert tally == dict(page.titles), (tally, page.titles)
        return page.tally, page.rows

    def sarif(path):
        run = json.load(open(path))["runs"][0]
        levels = {"error": "affected", "warning": "suspected", "note": "unknown"}
        order = ["note", "warning", "error"]
        rules, found, findings = {}, collections.Counter(), 0
        for result in run["results"]:
            index = result["ruleIndex"]
            assert run["tool"]["driver"]["rules"][index]["id"] == result["ruleId"]
            rules[index] = max(rules.get(index, "note"), result["level"], key=order.index)
            findings += result["level"] != "note"
        for level in rules.values(): found[levels[level]] += 1
        found["clean"] = len(run["tool"]["driver"]["rules"]) - len(rules)
        return found, findings

    def junit(path):
        found = collections.Counter()
        suites = junitparser.JUnitXml.fromfile(path)
        for index, suite in enumerate(suites):
            totals = collections.Counter()
            for case in suite:
                kinds = [type(entry).__name__ for entry in case.result]
                assert len(kinds) <= 1, kinds
                totals[kinds[0] if kinds else "passed"] += 1
                if index == 0:
                    if not kinds: found["clean"] += 1
                    elif kinds[0] in ("Failure", "Error"): found[case.result[0].type] += 1
            assert (suite.failures, suite.errors, suite.skipped, suite.tests) == (
                totals["Failure"], totals["Error"], totals["Skipped"], sum(totals.values())), (path, totals)
        return found, None

    def cyclonedx(path):
        names = {"exploitable": "affected", "in_triage": "open", "resolved": "remediated", "not_affected": "not-affected"}
        document = json.load(open(path))
        known = {entry["bom-ref"] for entry in document["components"]} | {document["metadata"]["component"]["bom-ref"]}
        for entry in document["vulnerabilities"]:
            for affected in entry["affects"]: assert affected["ref"] in known
        return collections.Counter(names[entry["analysis"]["state"]] for entry in document["vulnerabilities"]), None

    def spreadsheet(path):
        rows = list(csv.DictReader(open(path, newline="", encoding="utf-8"), strict=True))
        seen = {(row["advisory"], row["advisory_verdict"]) for row in rows if row["kind"] != "exception"}
        return collections.Counter(verdict for _, verdict in seen), sum(row["kind"] == "finding" for row in rows)

    def lines(path):
        entries = [json.loads(line) for line in open(path, encoding="utf-8")]
        assert entries[0]["kind"] == "run" and entries[-1]["kind"] == "summary"
        found = collections.Counter(e["verdict"] for e in entries if e["kind"] in ("advisory", "unknown"))
        found["not-affected"] = len(entries[-1]["notAffected"])
        assert {k: v for k, v in entries[-1]["counts"].items() if v} == {k: v for k, v in found.items() if v}
        findings = sum(entry["kind"] == "finding" for entry in entries)
        assert findings == entries[-1]["findings"]
        return found, findings

    def plain(path):
        rows = open(path, encoding="utf-8").read().split("\n")
        figures = dict(part.split("=") for part in rows[0].split(" | ")[1].split(" "))
        found = {name.replace("_", "-"): int(figures[name]) for name in
                 ("affected", "suspected", "unknown", "remediated", "not_affected")}
        fields = [row.split("\t") for row in rows[1:-1]]
        assert all(len(row) == 11 for row in fields), fields
        return found, sum(row[3] != "-" for row in fields if row[0] != "exception-expired")

    readers = {"table": table, "html": page, "sarif": sarif, "junit": junit, "cyclonedx": cyclonedx,
               "csv": spreadsheet, "ndjson": lines, "plain": plain}
    answer = {}
    for argument in sys.argv[1:]:
        name, path = argument.split("=", 1)
        counts, findings = readers[name](path)
        answer[name] = {"counts": {k: v for k, v in counts.items() if v}, "findings": findings}
    print(json.dumps(answer))
    """#

  /// Ends with 1 and says why when a file is not what its format is. Arguments: format=path ….
  static let structure = #"""
    import csv, html.parser, json, re, sys
    import xml.etree.ElementTree as tree

    class Page(html.parser.HTMLParser):
        allowed = {"html", "head", "meta", "title", "style", "body", "a", "main", "h1", "h2", "h3", "header", "nav",
                   "section", "p", "span", "strong", "code", "ul", "ol", "li", "dl", "div", "dt", "dd", "table",
                   "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "wbr"}
        names = {"lang", "charset", "http-equiv", "content", "name", "href", "class", "id", "tabindex", "scope", "role",
                 "aria-label", "aria-labelledby", "aria-hidden", "data-label"}
        def __init__(self):
            super().__init__()
            self.open = []
        def handle_starttag(self, tag, attributes):
            assert tag in self.allowed, tag
            for name, value in attributes:
                assert name in self.names, name
                assert name != "href" or re.fullmatch("#[a-z0-9]+", value), value
            if tag not in ("meta", "wbr"): self.open.append(tag)
        def handle_endtag(self, tag):
            assert self.open and self.open.pop() == tag, tag
        def handle_comment(self, data): assert False, "a comment"
        def handle_pi(self, data): assert False, "an instruction"

    def page(path):
        page = Page()
        page.feed(open(path, encoding="utf-8").read())
        page.close()
        assert not page.open

    def spreadsheet(path):
        rows = list(csv.reader(open(path, newline="", encoding="utf-8"), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        for row in rows:
            for cell in row: assert cell.strip()[:1] not in tuple("=+@-\t\r＝＋－＠") or cell == "", cell

    def bare(line):
        """The line without escapes and code spans, by the rules of CommonMark."""
        result, index = "", 0
        while index < len(line):
            if line[index] == "\\" and index + 1 < len(line) and re.match(r"[!-/:-@\[-`{-~]", line[index + 1]):
                index += 2
            elif line[index] == "`":
                run = len(re.match("`+", line[index:]).group())
                end = re.search("(?<!`)`{%d}(?!`)" % run, line[index + run:])
                assert end, ("an open code span", line)
                index += run + end.end()
            else:
                result += line[index]
                index += 1
        return result

    def markdown(path):
        width = None
        for line in open(path, encoding="utf-8").read().split("\n"):
            text = bare(line)
            assert not re.search(r"<|\[|\]|https?:|www\.|@", text), text
            cells = text.count("|") if line.startswith("| ") else None
            assert cells is None or width is None or cells == width, line
            # Inside code a pipe would still end the cell.
            assert cells is None or len(re.findall(r"(?<!\\)\|", line)) == cells, line
            width = cells

    def lines(path):
        for line in open(path, encoding="utf-8", newline="\n"): json.loads(line)

    def table(path):
        for row in open(path, encoding="utf-8").read().split("\n")[1:-1]: assert len(row.split("\t")) == 11, row

    readers = {"html": page, "junit": tree.parse, "csv": spreadsheet, "md": markdown, "ndjson": lines, "plain": table,
               "json": lambda path: json.load(open(path)), "sarif": lambda path: json.load(open(path)),
               "cyclonedx": lambda path: json.load(open(path)), "table": lambda path: None}
    for argument in sys.argv[1:]:
        name, path = argument.split("=", 1)
        try:
            readers[name](path)
        except Exception as error:
            print(name, repr(error)[:600])
            sys.exit(1)
    """#

  /// Validates documents by a JSON schema of draft 4 or 7, with other schemas beside it by their file names.
  /// Arguments: schema, document ….
  static let schema = #"""
    import json, os, sys
    import jsonschema
    schema = json.load(open(sys.argv[1]))
    folder = os.path.dirname(sys.argv[1])
    store = {}
    for name in os.listdir(folder):
        if name.endswith(".json"):
            other = json.load(open(os.path.join(folder, name)))
            for key in (other.get("$id"), other.get("id")):
                if key: store[key] = other
    kind = jsonschema.validators.validator_for(schema)
    base = schema.get("$id") or schema.get("id") or ""
    resolver = jsonschema.RefResolver(base, schema, store=store)
    validator = kind(schema, resolver=resolver, format_checker=jsonschema.FormatChecker())
    bad = 0
    for path in sys.argv[2:]:
        for error in list(validator.iter_errors(json.load(open(path))))[:5]:
            bad += 1
            print(list(error.path), error.message[:300])
    sys.exit(1 if bad else 0)
    """#
}
