package dev.cairn.agent.install;

/** Why a disk is not installed on, in words for the console. */
public enum Refusal {
    BOOTED("this is the stick that runs now"),
    BOOT_DISK_UNKNOWN("it cannot be told which disk runs now"),
    USB("it is on USB, and only internal disks are installed on"),
    EXTERNAL("it is plugged in from outside, and only internal disks are installed on"),
    NETWORK("it is reached over a network"),
    CARD("it is a memory card"),
    REMOVABLE("its medium can be taken out"),
    NO_MEDIUM("it has no medium"),
    READ_ONLY("it cannot be written"),
    IN_USE("something uses it: a mount, swap, RAID or volume group"),
    TOO_SMALL("it is too small"),
    NOT_MEANT("the rule means another disk"),
    SEVERAL("the rule fits several disks"),
    HOLDS_DATA("it holds data, and the rule does not allow to erase any");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    /** Half a sentence. */
    public String words() {
        return words;
    }
}
