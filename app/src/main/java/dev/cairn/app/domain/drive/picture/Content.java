package dev.cairn.app.domain.drive.picture;

import dev.cairn.app.domain.drive.Drive.Refusal;

/** What stands on a block device and speaks against writing it. */
public enum Content {
    LVM("LVM", Refusal.MEMBER),
    LINUX_RAID("Linux RAID", Refusal.MEMBER),
    FIRMWARE_RAID("firmware RAID", Refusal.MEMBER),
    ZFS("ZFS", Refusal.MEMBER),
    BCACHE("bcache", Refusal.MEMBER),
    BCACHEFS("bcachefs over several drives", Refusal.MEMBER),
    BTRFS_GROUP("btrfs over several drives", Refusal.MEMBER),
    DRBD("DRBD", Refusal.MEMBER),
    CEPH("Ceph", Refusal.MEMBER),
    VDO("VDO", Refusal.MEMBER),
    STRATIS("Stratis", Refusal.MEMBER),
    MULTIPATH("multipath", Refusal.MEMBER),
    VMFS("VMFS", Refusal.MEMBER),
    STORAGE_SPACES("Storage Spaces", Refusal.MEMBER),
    DYNAMIC_DISK("Windows dynamic disk", Refusal.MEMBER),
    FAILOVER_CLUSTER("failover cluster", Refusal.MEMBER),
    APFS_GROUP("APFS over several drives", Refusal.MEMBER),
    CORE_STORAGE("CoreStorage", Refusal.MEMBER),
    APPLE_RAID("Apple RAID", Refusal.MEMBER),
    LUKS("LUKS", Refusal.ENCRYPTED),
    BITLOCKER("BitLocker", Refusal.ENCRYPTED),
    FILE_VAULT("encrypted APFS", Refusal.ENCRYPTED),
    SWAP_AREA("swap area", Refusal.SWAP),
    SUSPENDED("hibernated Linux", Refusal.HIBERNATED),
    UNREADABLE("", Refusal.UNREADABLE);

    private final String word;
    private final Refusal refusal;

    Content(String word, Refusal refusal) {
        this.word = word;
        this.refusal = refusal;
    }

    String word() {
        return word;
    }

    Refusal refusal() {
        return refusal;
    }
}
