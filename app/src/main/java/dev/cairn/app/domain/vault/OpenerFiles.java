package dev.cairn.app.domain.vault;

import java.nio.file.Path;
import java.util.Optional;

/** Reads and makes the files that openers stand in. Safe for many threads. */
public interface OpenerFiles {
    /** The key file that stands beside the vault when nobody chose anything else. */
    Path beside();

    boolean hasBeside();

    /** Overwrites and deletes the key file beside the vault, if it is there. */
    void discardBeside();

    /** The key in the file beside the vault; empty if there is none, or if the file was being destroyed when it was read. */
    Optional<Opener.KeyFile> keyBeside();

    /** Reads a key file; refused when others can read it. */
    Opener.KeyFile keyFile(Path file);

    /** Makes a key file of fresh random bytes for the owner alone; refused when the file exists. */
    void newKeyFile(Path file);

    /** Reads a passphrase: all of the file but the end of its last line; refused when others can read it. */
    Opener.Passphrase passphrase(Path file);
}
