internal import Foundation

/// Who gives a command: whoever became root by sudo, else the user.
enum OperatorName {
  static var ofThisProcess: String {
    if geteuid() == 0, let name = ProcessInfo.processInfo.environment["SUDO_USER"], !name.isEmpty, name.utf8.count <= 64
    {
      return name
    }
    let name: String = NSUserName()
    return name.isEmpty ? "uid " + String(getuid()) : name
  }
}
