internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// The page in a real browser: light and wide, dark and narrow, both languages.
struct BrowserTests {
  private static let program = #"""
    import os, sys
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright
    bad = []
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
        for path in sys.argv[1:]:
            page_path = path + ".html"
            os.rename(path, page_path)
            for scheme, width in (("light", 1280), ("dark", 320)):
                context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
                page, noise = context.new_page(), []
                page.on("console", lambda message: noise.append(message.text))
                page.on("request", lambda request: request.url.startswith("file:") or noise.append(request.url))
                page.goto("file://" + page_path)
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width: bad.append((scheme, width, "scrolls sideways", wide))
                found = Axe().run(page).response["violations"]
                bad += [(scheme, width, entry["id"], entry["nodes"][0]["html"][:200]) for entry in found
                        if entry["impact"] in ("serious", "critical")]
                bad += [(scheme, width, text) for text in noise if "axe" not in text]
                context.close()
        browser.close()
    for entry in bad: print(entry)
    sys.exit(1 if bad else 0)
    """#

  private static let canBrowse: Bool =
    PythonOracle.has("playwright") && PythonOracle.has("axe_playwright_python")
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

  /// No violation of axe, no message on the console, no request, nothing to scroll sideways at 320 pixels.
  @Test(.enabled(if: canBrowse, "chromium, or Python's playwright and axe-playwright-python, are not installed"))
  func pagesAreAccessible() throws {
    var pages: [[UInt8]] = []
    for (index, report) in [Samples.excepted, Samples.mixed, Samples.unknown, Samples.hostile].enumerated() {
      pages.append(try report.rendered(as: .html, language: index % 2 == 0 ? .english : .german))
    }
    let answer = try PythonOracle.withFiles(pages) { PythonOracle.run(BrowserTests.program, $0) }
    #expect(answer.status == 0, "\(answer.output)")
  }
}
