package dev.cairn.app.domain.drive.picture;

/** How a drive is connected, as far as the safety of writing it depends on that. */
public enum Bus {
    USB("usb", Attachment.PLUGGED),
    SD_CARD("sd", Attachment.PLUGGED),
    MEMORY_STICK("memstick", Attachment.PLUGGED),
    FIREWIRE("firewire", Attachment.PLUGGED),
    LOOP("loop", Attachment.PLUGGED),
    EMMC("emmc", Attachment.BUILT_IN),
    UFS("ufs", Attachment.BUILT_IN),
    NVME("nvme", Attachment.BUILT_IN),
    SATA("sata", Attachment.BUILT_IN),
    SAS("sas", Attachment.BUILT_IN),
    SCSI("scsi", Attachment.BUILT_IN),
    RAID("raid", Attachment.BUILT_IN),
    VIRTIO("virtio", Attachment.BUILT_IN),
    HYPERVISOR("hypervisor", Attachment.BUILT_IN),
    OTHER("other", Attachment.BUILT_IN),
    ISCSI("iscsi", Attachment.NETWORK),
    FIBRE_CHANNEL("fc", Attachment.NETWORK),
    NETWORK("network", Attachment.NETWORK),
    MADE("virtual", Attachment.MADE);

    private final String word;
    private final Attachment attachment;

    Bus(String word, Attachment attachment) {
        this.word = word;
        this.attachment = attachment;
    }

    /** The stable word for scripts. */
    public String word() {
        return word;
    }

    Attachment attachment() {
        return attachment;
    }

    /** What the bus alone says. */
    enum Attachment {
        /** Meant to be carried about: offered, whatever the drive says of itself. */
        PLUGGED,
        /** Offered only when the drive or its slot says that it can be taken out. */
        BUILT_IN,
        /** Somebody else's drive at the end of a cable. */
        NETWORK,
        /** Made by software from something else. */
        MADE
    }
}
