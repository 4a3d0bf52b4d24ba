"""Every rule of `Scripts/check` that reads text, broken once in a small house: the exact place and words are expected."""

import unittest

from small_house import SmallHouse

from soundness import swift_source

DETECTOR = "Sources/CordonDetect/Detector.swift"
CHECK = "Sources/CordonOperations/Check.swift"


class Rules(SmallHouse):
    def assert_rule(self, rule: str, *places: str) -> None:
        answer = self.run_script("check", "--only", rule)
        lines = answer.stdout.splitlines()
        self.assertEqual([line.strip() for line in lines[1:]], list(places), answer.stderr)
        self.assertTrue(lines[0].startswith("FAILED  " if places else "OK"), lines[0])
        self.assertEqual(answer.returncode, 1 if places else 0)

    def broken(self, rule: str, path: str, text: str, line: int, message: str) -> None:
        """The small house keeps the rule; with `text` in `path` it breaks it in exactly one place."""
        self.write("Sources/CordonOperations/Check.swift", "internal import CordonCollect\ninternal import CordonDetect\n")
        before = self.run_script("check", "--only", rule)
        self.assertEqual(before.returncode, 0, before.stdout)
        self.write(path, text)
        self.assert_rule(rule, f"{path}:{line}: {message}")

    def test_an_import_without_access(self) -> None:
        self.broken("imports", DETECTOR, "\nimport CordonModel\n", 2, "`import CordonModel` without an access level")

    def test_a_file_that_is_too_long(self) -> None:
        for number in range(10):
            self.write(f"Sources/CordonDetect/Small{number}.swift", "//\n")
        self.broken("files", DETECTOR, "//\n" * 601, 601, "601 lines, limit 600")

    def test_a_test_that_is_too_long(self) -> None:
        path = "Tests/CordonModelTests/AdvisoryTests.swift"
        self.broken("files", path, "//\n" * 801, 801, "801 lines, limit 800 for tests")

    def test_a_main_that_is_too_long(self) -> None:
        self.broken("files", "Sources/cordon/main.swift", "//\n" * 61, 61, "61 lines, limit 60")

    def test_files_that_are_long_on_the_whole(self) -> None:
        for path in sorted(self.root.rglob("*.swift")):
            if path.name != "Package.swift":
                path.write_text("//\n" * (50 if path.name == "main.swift" else 401))
        name = "Sources/CordonVersions/Version.swift:1: "
        rest = "lines, limit {}; the longest is this, 401"
        self.assert_rule(
            "files", name + "the median of all files is 401 " + rest.format(130),
            name + "the p90 of all files is 401 " + rest.format(400),
        )

    def test_a_function_that_is_too_long(self) -> None:
        body = "\n".join(["    let a = 1"] * 69)
        short = "func short() {}\n" * 20
        text = f"struct S {{\n  func long(\n    a: Int\n  ) -> Int {{\n{body}\n  }}\n}}\n{short}"
        self.broken("functions", DETECTOR, text, 2, "long has 73 lines, limit 70")

    def test_functions_that_are_long_on_the_whole(self) -> None:
        text = "func long() {\n" + "  let a = 1\n" * 31 + "}\n"
        self.broken("functions", DETECTOR, text, 1, "p90 of all functions is 33 lines, limit 30; the longest is long, 33")

    def test_a_name_that_says_nothing(self) -> None:
        self.broken("names", DETECTOR, "struct A {}\nfinal class ScanManager {}\n", 2, "the name ScanManager says nothing: name what it is")

    def test_a_file_whose_name_says_nothing(self) -> None:
        path = "Sources/CordonDetect/StringUtils.swift"
        self.broken("names", path, "\n", 1, "the name StringUtils.swift says nothing: name what it does")

    def test_names_that_only_contain_such_a_word(self) -> None:
        self.write(DETECTOR, "struct Commonality {}\nstruct ManagerialNote {}\nlet manager = FileManager.default\n")
        self.assert_rule("names")

    def test_a_declaration_without_words(self) -> None:
        text = "/// Words.\npackage struct A {\n  package let name: String\n}\n"
        self.write("Sources/CordonVersions/Version.swift", "/// Words.\npackage struct Version {}\n")
        self.broken("documentation", DETECTOR, text, 3, "let name has no /// comment")

    def test_declarations_that_need_no_words(self) -> None:
        self.write("Sources/CordonVersions/Version.swift", "/// Words.\npackage struct Version {}\n")
        self.write(
            DETECTOR,
            "/// Words.\n@frozen\npackage struct A: Comparable {\n  /// Words.\n  package let a: Int\n"
            "  package init(a: Int) {\n    self.a = a\n  }\n  let inner = 1\n"
            "  package static func < (l: A, r: A) -> Bool { l.a < r.a }\n"
            "  package init(from decoder: any Decoder) throws { a = try decoder.int() }\n"
            "  package var description: String { \"\" }\n}\n",
        )
        self.assert_rule("documentation")

    def test_what_engines_must_not_touch(self) -> None:
        for line, message in (
            ("func f() async {}", "`async` L0 and L1 are synchronous"),
            ("let d = FileManager.default", "`FileManager` touches the disk"),
            ("let d = try Data(contentsOf: url)", "`contentsOf: url` touches the disk"),
            ("let d = open(path, 0)", "`open(` touches the disk"),
            ("let d = URLSession.shared", "`URLSession` touches the network"),
            ("let d = Date()", "`Date()` reads the clock"),
            ("let d = ProcessInfo.processInfo", "`ProcessInfo` reads the environment"),
            ("let d = Int.random(in: 0..<9)", "`.random(` is random; pass a generator with `using:`"),
            ('let d = "\\(UUID())"', "`UUID()` is random"),
            ("print(1)", "`print(` talks to the terminal"),
        ):
            with self.subTest(line):
                self.setUp()
                self.broken("purity", DETECTOR, "\n" + line + "\n", 2, message)

    def test_what_engines_may_do(self) -> None:
        self.write(
            DETECTOR,
            '// FileManager, Date()\nlet text = "open(path) async"\nlet n = Int.random(in: 0..<9, using: &generator)\n'
            "let time = now.before(seconds: 1)\nlet stat = file.open(1)\n",
        )
        self.write(CHECK, "let now = Date()\n")
        self.assert_rule("purity")

    def test_a_loose_task(self) -> None:
        message = "unstructured Task: use a task group or `async let`"
        for text in ("Task { }", "Task.detached { }", "Task(priority: .high) { }", "let t = Task<Void, Never> { }"):
            with self.subTest(text):
                self.setUp()
                self.broken("tasks", CHECK, text + "\n", 1, message)

    def test_tasks_with_a_parent(self) -> None:
        self.write(CHECK, "await withTaskGroup { }\ntry Task.checkCancellation()\nlet t = MyTask { }\n")
        self.assert_rule("tasks")

    def test_unchecked_without_a_guard(self) -> None:
        self.broken(
            "sendable", CHECK, "\nfinal class A: @unchecked Sendable {}\n", 2,
            "@unchecked Sendable without a comment above that names the guard",
        )

    def test_unchecked_with_its_guard(self) -> None:
        self.write(CHECK, "// Guarded by `lock`.\nfinal class A: @unchecked Sendable {}\n")
        self.assert_rule("sendable")

    def test_traps(self) -> None:
        for text, found, why in (
            ("let a = try! f()", "try!", "`try!` traps: handle the error"),
            ("let a = b as! C", "as!", "`as!` traps: use `as?`"),
            ("fatalError()", "fatalError(", "traps: return an error or a coverage entry"),
        ):
            with self.subTest(text):
                self.setUp()
                self.broken("traps", CHECK, text + "\n", 1, f"`{found}` {why}")

    def test_a_fuzz_entry_that_is_not_listed(self) -> None:
        folder = "Sources/CordonTestSupport/"
        self.write(folder + "FuzzEntry.swift", "extension FuzzEntry {\n  static let all: [FuzzEntry] = [.one, .two]\n}\n")
        for name in ("one", "two"):
            self.write(folder + f"FuzzEntries/{name}.swift", f"static let {name} = FuzzEntry(name: \"{name}\")\n")
        self.assert_rule("fuzz")
        path = folder + "FuzzEntries/three.swift"
        self.broken("fuzz", path, '\nstatic let three = FuzzEntry(name: "three")\n', 2, ".three is missing in FuzzEntry.all")

    def test_a_path_of_one_machine(self) -> None:
        path = "/" + "work/project/x"
        self.broken("machine", CHECK, f'let path = "{path}"\n', 1, "`/" + "work/` belongs to one machine")

    def test_a_shell_script_that_does_not_parse(self) -> None:
        self.write("Scripts/broken", "#!/bin/bash\nif true; then\n")
        answer = self.run_script("check", "--only", "scripts")
        self.assertIn("Scripts/broken:", answer.stdout)
        self.assertIn("syntax error", answer.stdout)
        self.assertEqual(answer.returncode, 1)

    def test_a_python_script_that_does_not_parse(self) -> None:
        self.broken("scripts", "Scripts/broken.py", "def f(:\n", 1, "invalid syntax")

    def test_a_link_that_leads_nowhere(self) -> None:
        self.broken("links", "README.md", "\nSee [this](Documentation/None.md#a).\n", 2, "the link to Documentation/None.md leads nowhere")

    def test_results_that_are_missing(self) -> None:
        self.assert_rule("results", "Benchmarks/RESULTS.md:1: missing: `make bench` writes it")


class SwiftText(unittest.TestCase):
    def test_comments_and_strings_are_blanked_in_place(self) -> None:
        for text, expected in (
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            ('f("a // b") // c', 'f("      ")     '),
            ('#"a\\"b"# c', '#"    "# c'),
            ('"a\\"b" c', '"    " c'),
            ('"a \\(f("x") + y) b" c', '"    f(" ") + y   " c'),
            ('"""\n a " b\n """ c', '"""\n      \n """ c'),
        ):
            with self.subTest(text):
                self.assertEqual(swift_source.blank(text), expected)
                self.assertEqual(len(swift_source.blank(text)), len(text))

    def test_functions_are_found_with_their_lines(self) -> None:
        text = (
            "protocol P {\n  func required() -> Int\n  init()\n}\n"
            "struct S {\n  init?(a: Int) {\n    self.init(b: a)\n  }\n"
            "  subscript(i: Int) -> Int {\n    1\n  }\n"
            "  static func == (l: S, r: S) -> Bool { true }\n"
            "  func generic<T>(\n    _ t: T = { 1 }()\n  ) where T: P {\n  }\n}\n"
        )
        found = [(one.line, one.name, one.lines) for one in swift_source.functions(swift_source.blank(text))]
        self.assertEqual(found, [(6, "init", 3), (9, "subscript", 3), (12, "==", 1), (13, "generic", 4)])


if __name__ == "__main__":
    unittest.main()
