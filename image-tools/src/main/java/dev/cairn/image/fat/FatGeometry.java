package dev.cairn.image.fat;

/**
 * Where things lie in a FAT32 volume of our making: 512-byte sectors, 4 KiB clusters, data aligned to 4 KiB.
 *
 * @param sectors of the volume
 * @param reservedSectors before the first FAT
 * @param fatSectors of each of the two FATs
 */
record FatGeometry(long sectors, int reservedSectors, int fatSectors) {
    static final int SECTOR = 512;
    static final int SECTORS_PER_CLUSTER = 8;
    static final int CLUSTER = SECTOR * SECTORS_PER_CLUSTER;
    static final int FATS = 2;
    private static final int MIN_RESERVED = 32;
    private static final int MIN_CLUSTERS = 65525;

    static FatGeometry of(long bytes) {
        long sectors = bytes / SECTOR;
        long clusters = (sectors - MIN_RESERVED) / SECTORS_PER_CLUSTER;
        int fat = (int) Math.ceilDiv((clusters + 2) * 4, SECTOR);
        int used = MIN_RESERVED + FATS * fat;
        int reserved = MIN_RESERVED + (SECTORS_PER_CLUSTER - used % SECTORS_PER_CLUSTER) % SECTORS_PER_CLUSTER;
        FatGeometry geometry = new FatGeometry(sectors, reserved, fat);
        if (geometry.clusters() < MIN_CLUSTERS) {
            throw new IllegalArgumentException("too small for FAT32: " + bytes + " bytes");
        }
        return geometry;
    }

    long dataStart() {
        return (long) (reservedSectors + FATS * fatSectors) * SECTOR;
    }

    int clusters() {
        return (int) ((sectors * SECTOR - dataStart()) / CLUSTER);
    }

    long clusterAt(int cluster) {
        return dataStart() + (long) (cluster - 2) * CLUSTER;
    }

    long fatAt(int number) {
        return (long) (reservedSectors + number * fatSectors) * SECTOR;
    }
}
