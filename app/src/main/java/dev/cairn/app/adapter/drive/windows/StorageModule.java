package dev.cairn.app.adapter.drive.windows;

import dev.cairn.app.adapter.drive.SystemCommand;

/** Asks the Storage module of the PowerShell that comes with Windows. Needs no administrator, except for BitLocker's state. */
public final class StorageModule implements WindowsDrives.PowerShell {
    private static final String SCRIPT = """
            $ErrorActionPreference = 'SilentlyContinue'
            [Console]::OutputEncoding = [Text.Encoding]::UTF8
            @{
              'Get-Disk' = @(Get-Disk | Select-Object Number, FriendlyName, SerialNumber, Size, BusType, Path, UniqueId, Location,
                IsBoot, IsSystem, IsReadOnly, IsOffline, OfflineReason, IsClustered, OperationalStatus, PartitionStyle)
              'Get-Partition' = @(Get-Partition | Select-Object DiskNumber, PartitionNumber, DriveLetter, AccessPaths, GptType, MbrType,
                IsBoot, IsSystem, IsHidden, Size)
              'Get-Volume' = @(Get-Volume | Select-Object DriveLetter, Path, FileSystem, FileSystemType, DriveType, Size)
              'Get-PhysicalDisk' = @(Get-PhysicalDisk | Select-Object DeviceId, FriendlyName, SerialNumber, Size, BusType, UniqueId,
                PhysicalLocation, CanPool, CannotPoolReason)
              'Get-BitLockerVolume' = @(Get-BitLockerVolume | Select-Object MountPoint, VolumeStatus, LockStatus)
              'Win32_PageFileUsage' = @(Get-CimInstance Win32_PageFileUsage | Select-Object Name)
            } | ConvertTo-Json -Depth 4 -Compress
            """;

    @Override
    public String report() {
        return SystemCommand.output("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", SCRIPT);
    }
}
