internal import CArchive

/// Makes libarchive give names in UTF-8 on this thread, whatever the process runs in: in the locale "C" it would put
/// question marks in them.
@safe struct NameEncoding {
  private let wanted: locale_t?
  private let before: locale_t?

  init() {
    // Once a worker is confined it can load no locale: it comes with the right one.
    unsafe wanted = unsafe cordon_names_are_utf8() != 0 ? nil : newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    unsafe before = unsafe wanted.flatMap { unsafe uselocale($0) }
  }

  /// Puts back what was before.
  func restore() {
    guard let wanted = unsafe wanted else { return }
    _ = unsafe before.map { unsafe uselocale($0) }
    unsafe freelocale(wanted)
  }
}
