internal import Foundation

/// The unit by which systemd isolates a machine again before it has a network.
package enum IsolationUnit {
  /// Its name.
  package static let name = "cordon-isolation.service"

  /// Where an administrator puts it, and where a package does.
  private static let folders = ["/etc/systemd/system/", "/usr/lib/systemd/system/", "/lib/systemd/system/"]

  /// Whether it is on this machine.
  package static var isInstalled: Bool {
    folders.contains { FileManager.default.fileExists(atPath: $0 + name) }
  }

  /// Its text.
  ///
  /// - Parameters:
  ///   - program: the path of `cordon-netfilter`.
  ///   - folder: the folder of the state.
  package static func text(program: String, folder: String = IsolationOperation.standardFolder) -> String {
    """
    # Isolates this machine again when it starts, before any network device is set up, and keeps it isolated until somebody
    # releases it. Without an isolation it does nothing.
    # Install: cordon isolate --print-unit > /etc/systemd/system/\(name) && systemctl enable \(name)
    [Unit]
    Description=Cordon: keeps this machine isolated
    Documentation=man:cordon-isolate(1)
    DefaultDependencies=no
    ConditionPathExists=\(folder)/state.json
    RequiresMountsFor=\(folder)
    After=local-fs.target
    Wants=network-pre.target
    Before=network-pre.target shutdown.target
    Conflicts=shutdown.target

    [Service]
    Type=exec
    ExecStartPre=\(program) restore \(folder)
    ExecStart=\(program) watch \(folder)
    Restart=on-failure
    RestartSec=1
    CapabilityBoundingSet=CAP_NET_ADMIN
    NoNewPrivileges=yes
    ProtectSystem=strict
    ReadWritePaths=\(folder)
    ProtectHome=yes
    PrivateTmp=yes
    PrivateDevices=yes
    ProtectKernelTunables=yes
    ProtectControlGroups=yes
    RestrictAddressFamilies=AF_NETLINK AF_UNIX
    MemoryDenyWriteExecute=yes
    MemoryMax=256M

    [Install]
    WantedBy=sysinit.target

    """
  }
}
